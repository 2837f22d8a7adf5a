package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

final class AwsFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 429, THROTTLED",
    "throttlingException, 200, THROTTLED",
    "LimitExceededException, 429, THROTTLED",
    "SomethingNew, 429, THROTTLED",
    "ModelNotReadyException, 429, UNAVAILABLE",
    "modelStreamErrorException, 200, UNAVAILABLE",
    "SomethingNew, 502, UNAVAILABLE",
    "ModelTimeoutException, 408, TIMEOUT",
    "ExpiredTokenException, 400, DENIED",
    "SomethingNew, 403, DENIED",
    "ValidationException, 400, REJECTED",
    "SomethingNew, 404, REJECTED"
  })
  void aRefusalMapsByItsCodeFirstAndThenByItsStatus(String code, int status, FailureKind kind) {
    assertThat(AwsFailures.of("polly", refusal(code, status, "")).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredTokenException, true",
    "UnrecognizedClientException, true",
    "InvalidSignatureException, true",
    "AccessDeniedException, false",
    "ThrottlingException, false"
  })
  void whatOtherCredentialsMayHealIsKnown(String code, boolean healed) {
    assertThat(AwsFailures.isAboutCredentials(new CompletionException(refusal(code, 403, ""))))
        .isEqualTo(healed);
    assertThat(AwsFailures.isAboutCredentials(new IOException("ExpiredTokenException"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "soon, 0", "'Wed, 21 Oct 2026 07:28:00 GMT', 0"})
  void howLongToWaitIsReadFromTheAnswer(String header, int seconds) {
    var details =
        AwsErrorDetails.builder()
            .errorCode("ThrottlingException")
            .sdkHttpResponse(
                SdkHttpResponse.builder().statusCode(429).putHeader("retry-after", header).build())
            .build();
    var throttled = AwsServiceException.builder().awsErrorDetails(details).build();

    assertThat(AwsFailures.retryAfter(throttled)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(AwsFailures.retryAfter(new IOException())).isZero();
  }

  @Test
  void fifteenSecondsWithoutAudioMayBeTriedAgain() {
    String idle = "Your request timed out because no new audio was received for 15 seconds.";

    assertThat(AwsFailures.of("transcribe", refusal("BadRequestException", 400, idle)).kind())
        .isEqualTo(FailureKind.TIMEOUT);
    assertThat(AwsFailures.of("transcribe", refusal("BadRequestException", 400, "Bad.")).kind())
        .isEqualTo(FailureKind.REJECTED);
  }

  @Test
  void theDetailNamesServiceCodeStatusAndRequestButNotTheMessage() {
    Failure failure =
        AwsFailures.of(
            "bedrock",
            new CompletionException(refusal("ValidationException", 400, "the caller said secret")));

    assertThat(failure.detail())
        .isEqualTo("bedrock: ValidationException (HTTP 400), request r-1")
        .doesNotContain("secret");
  }

  @Test
  void connectionsMapByTheirCause() {
    assertThat(kindOf(new IOException("reset"))).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(kindOf(new SocketTimeoutException("slow"))).isEqualTo(FailureKind.TIMEOUT);
    assertThat(kindOf(new IllegalArgumentException("crc"))).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void missingCredentialsAreADenial() {
    var missing =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain");

    assertThat(AwsFailures.of("polly", missing).kind()).isEqualTo(FailureKind.DENIED);
  }

  private static FailureKind kindOf(Exception cause) {
    return AwsFailures.of("polly", SdkClientException.create("failed", cause)).kind();
  }

  private static AwsServiceException refusal(String code, int status, String message) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .statusCode(status)
        .requestId("r-1")
        .message(message)
        .build();
  }
}
