package io.echosphere.adapter.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The members of an object that was read.
 *
 * @param node the object
 */
record Members(JsonNode node) {

  /** A line or a part of it does not hold what it should. Its words name no value. */
  static final class Damaged extends Exception {
    Damaged(String what) {
      super(what);
    }
  }

  boolean has(String name) {
    return node.has(name);
  }

  String type() throws Damaged {
    return text("type");
  }

  String text(String name) throws Damaged {
    return member(name, JsonNode::isTextual, "text").textValue();
  }

  long number(String name) throws Damaged {
    return member(name, node -> node.isIntegralNumber() && node.canConvertToLong(), "whole number")
        .longValue();
  }

  int smallNumber(String name) throws Damaged {
    return member(name, JsonNode::canConvertToInt, "whole number").intValue();
  }

  double decimal(String name) throws Damaged {
    JsonNode member = member(name, node -> node.isNumber() || node.isTextual(), "number");
    if (member.isNumber()) {
      return member.doubleValue();
    }
    try {
      return Double.parseDouble(member.textValue());
    } catch (NumberFormatException e) {
      throw new Damaged("'" + name + "' is no number");
    }
  }

  boolean flag(String name) throws Damaged {
    return member(name, JsonNode::isBoolean, "truth value").booleanValue();
  }

  Members object(String name) throws Damaged {
    return new Members(member(name, JsonNode::isObject, "object"));
  }

  List<String> texts(String name) throws Damaged {
    var texts = new ArrayList<String>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw new Damaged("'" + name + "' holds something other than text");
      }
      texts.add(element.textValue());
    }
    return List.copyOf(texts);
  }

  JsonNode array(String name) throws Damaged {
    return member(name, JsonNode::isArray, "list");
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) throws Damaged {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw new Damaged("'" + name + "' is none of " + type.getSimpleName());
  }

  private JsonNode member(String name, Predicate<JsonNode> isRight, String kind) throws Damaged {
    return Optional.ofNullable(node.get(name))
        .filter(isRight)
        .orElseThrow(() -> new Damaged("'" + name + "' is missing or no " + kind));
  }
}
