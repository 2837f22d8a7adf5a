package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UuidV7IdsTest {
  @Test
  void identifiersAreVersionSevenDistinctAndSortByCreation() {
    var ids = new UuidV7Ids();
    var made = IntStream.range(0, 20_000).mapToObj(_ -> ids.next()).toList();

    assertThat(made).allMatch(id -> id.version() == 7 && id.variant() == 2);
    assertThat(made.stream().map(Object::toString)).isSorted().doesNotHaveDuplicates();
  }
}
