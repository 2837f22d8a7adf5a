package io.echosphere.worker.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who the agent is.
 *
 * @param name shown in rooms and logs
 * @param greeting what it says first; empty when the model is to greet
 * @param instructions the model's system prompt, never blank
 */
public record AgentConfig(String name, String greeting, String instructions) {
  static final String PERSONA =
      "You are EchoSphere, a friendly and curious assistant with a sense of humour, at home in"
          + " Japanese and in English. You are on a voice call: everything you write is spoken"
          + " aloud. Answer briefly, in one to three short sentences, the way people talk. Use no"
          + " formatting: no lists, headings, emoji, symbols or web addresses. Always answer in"
          + " the language you were last spoken to. If you did not understand, say so and ask.";

  /** Longer instructions would cost more than a reply is worth on every turn. */
  private static final int LONGEST = 50_000;

  static AgentConfig read(ConfigReader read) {
    var name = read.value(Setting.APP_NAME, Parsers::name);
    var greeting = read.value(Setting.AGENT_GREETING, text -> text);
    var instructions = instructions(read);
    return read.whenValid(() -> new AgentConfig(name.get(), greeting.get(), instructions.get()));
  }

  private static ConfigReader.Value<String> instructions(ConfigReader read) {
    if (!read.isSet(Setting.AGENT_INSTRUCTIONS_FILE)) {
      return read.value(Setting.AGENT_INSTRUCTIONS, text -> text);
    }
    if (read.isSet(Setting.AGENT_INSTRUCTIONS)) {
      read.problem(
          Setting.AGENT_INSTRUCTIONS_FILE,
          "is set beside AGENT_INSTRUCTIONS",
          "keep only one of the two");
    }
    return read.value(Setting.AGENT_INSTRUCTIONS_FILE, AgentConfig::contents);
  }

  private static String contents(String file) throws Unacceptable {
    String fix = "name a UTF-8 text file with the agent's instructions";
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw new Unacceptable("names no file (" + file + ")", fix);
      }
      if (Files.size(path) > LONGEST) {
        throw new Unacceptable("names a file of more than " + LONGEST + " bytes", "shorten it");
      }
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        throw new Unacceptable("names an empty file (" + file + ")", fix);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new Unacceptable("names a file that is not UTF-8 (" + file + ")", fix);
    } catch (IOException | IllegalArgumentException e) {
      throw new Unacceptable("names a file that cannot be read (" + file + ")", fix);
    }
  }
}
