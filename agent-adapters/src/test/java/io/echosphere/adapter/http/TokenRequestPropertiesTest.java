package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is sent, the answer is a token or a reason. */
class TokenRequestPropertiesTest {
  private final Bench bench = new Bench();

  @Property
  void anyBytesAreAnsweredWithAReason(@ForAll @Size(max = 300) byte[] body) {
    expected(bench.answer(Asked.forToken("").body(body)));
  }

  @Property
  void anyTextIsAnsweredWithAReason(@ForAll("almostJson") String body) {
    expected(bench.answer(Asked.forToken(body)));
  }

  @Property
  void anyValuesOfTheFieldsAreATokenOrAReasonAndNeverMoreThanIsAllowed(
      @ForAll("values") Object room, @ForAll("values") Object name, @ForAll("values") Object other)
      throws Exception {
    Map<String, Object> members = new HashMap<>();
    members.put("roomName", room);
    members.put("participantName", name);
    members.put("language", other);
    members.put("something", other);
    String json = new ObjectMapper().writeValueAsString(members);

    expected(bench.answer(Asked.forToken(json)));

    for (var visitor : bench.visitors) {
      assertThat(visitor.displayName().codePointCount(0, visitor.displayName().length()))
          .isBetween(1, 64);
      assertThat(visitor.displayName().chars()).noneMatch(Character::isISOControl);
      assertThat(visitor.roomName()).matches("[0-9a-f-]{36}");
    }
    bench.visitors.clear();
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "null",
            "\"roomName\"",
            "\"a\"",
            "1e9",
            "\\u",
            "\"participantName\"",
            " ",
            "\n",
            "true",
            "-",
            "0",
            "\0",
            "😀")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(140).map(text -> (Object) text),
        Arbitraries.strings().alpha().ofMaxLength(10).map(text -> (Object) text),
        Arbitraries.integers().map(number -> (Object) number),
        Arbitraries.of(true, false).map(truth -> (Object) truth));
  }

  private static void expected(Answer answer) {
    assertThat(answer.status()).isIn(200, 400, 413);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
    if (answer.status() != 200) {
      assertThat(Bench.error(answer)).isNotEmpty();
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .doesNotContain("Exception", "jackson");
    }
  }
}
