package io.echosphere.worker.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A file that operators use, read for a test. */
final class OperatorsFile {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private OperatorsFile() {}

  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a YAML file, its anchors resolved; a key that stands twice is an error. */
  static List<JsonNode> yaml(String path) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var mapper = new ObjectMapper();
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new Composing(options)).loadAll(text(path))) {
      documents.add(mapper.valueToTree(document));
    }
    return documents;
  }

  static JsonNode json(String path) {
    try {
      return new ObjectMapper().readTree(text(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of an object, as texts. */
  static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new TreeMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields;
  }

  /** The lines {@code NAME=value} of an environment file, comments left out. */
  static Map<String, String> environment(String path) {
    Map<String, String> variables = new TreeMap<>();
    text(path)
        .lines()
        .filter(line -> line.matches("[A-Z].*=.*"))
        .forEach(
            line -> variables.put(line.replaceFirst("=.*", ""), line.replaceFirst(".*?=", "")));
    return variables;
  }

  /** YAML with Compose's own tag, which says that a list replaces the one below. */
  private static final class Composing extends SafeConstructor {
    Composing(LoaderOptions options) {
      super(options);
      yamlConstructors.put(
          new Tag("!override"),
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return constructSequence((SequenceNode) node);
            }
          });
    }
  }
}
