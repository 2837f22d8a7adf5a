package io.echosphere.worker.config;

import io.echosphere.domain.speech.Language;
import io.echosphere.worker.config.ConfigReader.Parser;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms that values take. */
final class Parsers {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|)");

  private Parsers() {}

  static String name(String text) throws Unacceptable {
    return matching(
        text,
        "[A-Za-z0-9._-]{1,64}",
        "is no usable name",
        "use 1 to 64 letters, digits, '.', '_' or '-'");
  }

  static String matching(String text, String regex, String what, String fix) throws Unacceptable {
    if (!text.matches(regex)) {
      throw new Unacceptable(what + " (" + text + ")", fix);
    }
    return text;
  }

  static Parser<Integer> wholeNumber(int least, int most) {
    String fix = "use a whole number from " + least + " to " + most;
    return text -> {
      try {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
          throw new Unacceptable("is out of range (" + text + ")", fix);
        }
        return number;
      } catch (NumberFormatException e) {
        throw new Unacceptable("is not a whole number (" + text + ")", fix);
      }
    };
  }

  static Parser<Duration> millis(int least, int most) {
    return text -> Duration.ofMillis(wholeNumber(least, most).parse(text));
  }

  static Parser<Double> number(double least, double most) {
    String fix = "use a number from " + least + " to " + most;
    return text -> {
      try {
        double number = Double.parseDouble(text);
        if (!(number >= least && number <= most)) {
          throw new Unacceptable("is out of range (" + text + ")", fix);
        }
        return number;
      } catch (NumberFormatException e) {
        throw new Unacceptable("is not a number (" + text + ")", fix);
      }
    };
  }

  /** A number with ms, s, m or h; seconds without. */
  static Parser<Duration> duration(Duration least, Duration most) {
    String fix = "use a time from " + words(least) + " to " + words(most) + ", such as 90s or 10m";
    return text -> {
      Matcher parts = DURATION.matcher(text.toLowerCase(Locale.ROOT));
      if (!parts.matches()) {
        throw new Unacceptable("is not a time (" + text + ")", fix);
      }
      long number = Long.parseLong(parts.group(1));
      Duration duration =
          switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
          };
      if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
        throw new Unacceptable("is out of range (" + text + ")", fix);
      }
      return duration;
    };
  }

  private static String words(Duration duration) {
    return duration.toHours() > 0 ? duration.toHours() + "h" : duration.toSeconds() + "s";
  }

  static boolean yesOrNo(String text) throws Unacceptable {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new Unacceptable("is neither true nor false (" + text + ")", "use one");
    };
  }

  /** One of an enum's constants, in any case, with '-' for '_'. */
  static <E extends Enum<E>> Parser<E> oneOf(Class<E> type, Locale shownIn) {
    return text -> {
      String wanted = text.replace('-', '_');
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.name().equalsIgnoreCase(wanted))
          .findFirst()
          .orElseThrow(
              () ->
                  new Unacceptable(
                      "is none of its values (" + text + ")",
                      "use "
                          + Arrays.stream(type.getEnumConstants())
                              .map(constant -> constant.name().toLowerCase(shownIn))
                              .collect(Collectors.joining(", "))));
    };
  }

  static Language language(String text) throws Unacceptable {
    try {
      return new Language(text);
    } catch (IllegalArgumentException e) {
      throw new Unacceptable(
          "is not a language tag (" + text + ")", "use one such as ja-JP or en-US");
    }
  }

  /** What stands between commas, without blanks; empty for an empty text. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** A server's address: one of the schemes and a host, nothing that could hold a secret. */
  static URI server(String text, Set<String> schemes, String example) throws Unacceptable {
    String fix = "use an address such as " + example;
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new Unacceptable("is not an address", fix);
    }
    if (uri.getScheme() == null || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      throw new Unacceptable("does not begin with " + orList(schemes), fix);
    }
    if (uri.getHost() == null) {
      throw new Unacceptable("names no host", fix);
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new Unacceptable("holds more than scheme, host, port and path", fix);
    }
    return uri;
  }

  static String orList(Set<String> schemes) {
    return schemes.stream()
        .sorted()
        .map(scheme -> scheme + "://")
        .collect(Collectors.joining(" or "));
  }
}
