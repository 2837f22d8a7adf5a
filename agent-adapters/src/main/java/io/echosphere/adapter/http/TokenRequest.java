package io.echosphere.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.echosphere.application.port.in.IssueToken.SpokenLanguage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The checked body of {@code POST /api/token}. Members it does not know are ignored, so that newer
 * pages can talk to older servers.
 *
 * @param roomName the room asked for, 1 to 128 characters
 * @param participantName what others see, 1 to 64 characters
 * @param language the language chosen; null if none was
 * @param userId who it is, where a server asks for its user; null where it does not say
 * @param invite an invitation; null if there is none
 */
record TokenRequest(
    String roomName,
    String participantName,
    @Nullable SpokenLanguage language,
    @Nullable String userId,
    @Nullable String invite) {

  private static final int LONGEST_ROOM_NAME = 128;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_USER_ID = 128;
  private static final int LONGEST_INVITE = 1_024;
  private static final List<String> FIELDS =
      List.of("roomName", "participantName", "language", "userId", "invite");

  /** Joins emoji that are drawn as one; the other invisible characters could hide a name. */
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** Reads the body, or says everything that is wrong with it. */
  static TokenRequest parse(byte[] body) throws Refusal {
    var faults = new ArrayList<Refusal.Fault>();
    Map<String, String> given = members(body, faults);
    var check = new Check(given, faults);
    String room = check.required("roomName", LONGEST_ROOM_NAME, TokenRequest::inRoomName);
    String name = check.required("participantName", LONGEST_NAME, TokenRequest::inName);
    String userId = check.optional("userId", LONGEST_USER_ID, TokenRequest::inName);
    String invite = check.optional("invite", LONGEST_INVITE, TokenRequest::inInvite);
    SpokenLanguage language = check.language();
    if (!faults.isEmpty()) {
      faults.sort((a, b) -> FIELDS.indexOf(a.field()) - FIELDS.indexOf(b.field()));
      throw Refusal.of(faults);
    }
    return new TokenRequest(room, name, language, userId, invite);
  }

  /** Letters, digits and marks of any script, and what is customary between them. */
  private static boolean inRoomName(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> Character.isLetterOrDigit(character) || " ._-".indexOf(character) >= 0;
    };
  }

  /** All that can be seen. */
  private static boolean inName(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> character == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  private static boolean inInvite(int character) {
    return character > ' ' && character < 0x7F;
  }

  private static Map<String, String> members(byte[] body, List<Refusal.Fault> faults)
      throws Refusal {
    try (JsonParser in = Json.parser(utf8(body))) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw invalidJson();
      }
      var given = new HashMap<String, String>();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (FIELDS.contains(name) && value == JsonToken.VALUE_STRING) {
          given.put(name, in.getText());
        } else if (FIELDS.contains(name) && value != JsonToken.VALUE_NULL) {
          faults.add(new Refusal.Fault(name, "invalid_type", name + " must be a string."));
        }
        in.skipChildren();
      }
      if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
        throw invalidJson();
      }
      return given;
    } catch (IOException _) { // the parser's words quote what was sent
      throw invalidJson();
    }
  }

  private static String utf8(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private static Refusal invalidJson() {
    return Refusal.of(400, "invalid_json", "The body must be a JSON object in UTF-8.");
  }

  /** Checks members and collects what is wrong with them. */
  private record Check(Map<String, String> given, List<Refusal.Fault> faults) {
    /** The member's text; an empty one stands in where there is a fault. */
    String required(String field, int most, IntPredicate allowed) {
      if (!given.containsKey(field)) {
        if (faults.stream().noneMatch(fault -> fault.field().equals(field))) {
          fault(field, "missing_field", " is required.");
        }
        return "";
      }
      return Optional.ofNullable(optional(field, most, allowed)).orElse("");
    }

    @Nullable String optional(String field, int most, IntPredicate allowed) {
      String raw = given.get(field);
      if (raw == null) {
        return null;
      }
      String text = raw.strip();
      int length = text.codePointCount(0, text.length());
      if (length < 1 || length > most) {
        fault(field, "invalid_length", " must have 1 to " + most + " characters.");
      } else if (!text.codePoints().allMatch(allowed)) {
        fault(field, "invalid_characters", " holds characters that it must not.");
      }
      return text;
    }

    @Nullable SpokenLanguage language() {
      String code = given.get("language");
      for (SpokenLanguage language : SpokenLanguage.values()) {
        if (language.code().equals(code)) {
          return language;
        }
      }
      if (code != null) {
        fault("language", "invalid_value", " must be ja or en.");
      }
      return null;
    }

    private void fault(String field, String code, String rest) {
      faults.add(new Refusal.Fault(field, code, field + rest));
    }
  }
}
