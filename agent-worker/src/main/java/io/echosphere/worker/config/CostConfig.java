package io.echosphere.worker.config;

import io.echosphere.application.cost.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What AWS costs, and how much of it a day may.
 *
 * @param prices what is known of prices
 * @param dailyLimit USD a UTC day, over all workers; empty for no limit
 */
public record CostConfig(Prices prices, OptionalDouble dailyLimit) {
  private static final String FIX =
      "use ITEM=USD with commas, such as transcribe=0.024,polly.neural=16, or a file of such lines";
  private static final double MOST = 1e9;

  static CostConfig read(ConfigReader read) {
    var prices = read.value(Setting.AWS_PRICES, CostConfig::prices);
    var limit = read.value(Setting.COST_DAILY_LIMIT_USD, CostConfig::limit);
    return read.whenValid(() -> new CostConfig(Prices.known().with(prices.get()), limit.get()));
  }

  private static OptionalDouble limit(String text) throws Unacceptable {
    return text.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Parsers.number(0.01, MOST).parse(text));
  }

  private static Map<String, Double> prices(String text) throws Unacceptable {
    Map<String, Double> prices = new TreeMap<>();
    for (String entry : text.contains("=") ? Parsers.list(text) : lines(text)) {
      int equals = entry.lastIndexOf('=');
      if (equals < 1) {
        throw new Unacceptable("holds no price (" + entry + ")", FIX);
      }
      String item = entry.substring(0, equals).strip();
      Parsers.matching(
          item,
          "transcribe|polly\\.[a-z-]{1,20}|bedrock\\.[A-Za-z0-9._:/-]{1,230}\\.(input|output)",
          "names nothing that is priced",
          FIX);
      prices.put(item, Parsers.number(0, MOST).parse(entry.substring(equals + 1).strip()));
    }
    return prices;
  }

  private static List<String> lines(String file) throws Unacceptable {
    if (file.isEmpty()) {
      return List.of();
    }
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException | InvalidPathException | java.io.UncheckedIOException e) {
      throw new Unacceptable("is no file that can be read (" + file + ")", FIX);
    }
  }
}
