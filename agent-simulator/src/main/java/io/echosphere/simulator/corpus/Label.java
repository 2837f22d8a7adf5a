package io.echosphere.simulator.corpus;

import java.util.List;

/**
 * One line of the label files.
 *
 * @param id names it: language, half and line
 * @param language BCP 47 tag, such as {@code ja-JP}
 * @param columns what follows the kind: a marked-up text, or a sound and its figures
 */
record Label(String id, String language, Split split, Kind kind, List<String> columns) {
  Label {
    columns = List.copyOf(columns);
  }

  String first() {
    return columns.getFirst();
  }

  double number(int column) {
    return Double.parseDouble(columns.get(column));
  }
}
