package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Says in the ports' terms what went wrong at AWS. Details name the service, its error code, HTTP
 * status and request id; never a message of the service's, which may quote the request.
 */
public final class AwsFailures {
  /** Codes by the services' API references; the rest goes by HTTP status. */
  private static final Set<String> THROTTLES =
      Set.of(
          "ThrottlingException",
          "Throttling",
          "TooManyRequestsException",
          "LimitExceededException",
          "ServiceQuotaExceededException",
          "RequestLimitExceeded",
          "SlowDown");

  private static final Set<String> DENIALS =
      Set.of(
          "AccessDeniedException",
          "AccessDenied",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "ExpiredTokenException",
          "ExpiredToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "IncompleteSignature");

  /** Those of the denials that other credentials of ours may heal. */
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "ExpiredTokenException",
          "ExpiredToken");

  private static final Set<String> OUTAGES =
      Set.of(
          "ModelStreamErrorException",
          "ModelErrorException",
          "ModelNotReadyException",
          "InternalServerException",
          "InternalFailureException",
          "InternalFailure",
          "ServiceFailureException",
          "ServiceUnavailableException",
          "ServiceUnavailable");

  private static final Set<String> TIMEOUTS = Set.of("ModelTimeoutException", "RequestTimeout");

  private AwsFailures() {}

  /**
   * The failure that an exception of the SDK's means.
   *
   * @param service what was called, such as {@code bedrock}
   */
  public static Failure of(String service, Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof AwsServiceException refused) {
      return ofService(service, refused);
    }
    return new Failure(kindOf(cause), service + ": " + named(cause));
  }

  /** Whether the service does not know our credentials, or not any more. */
  static boolean isAboutCredentials(Throwable thrown) {
    return unwrapped(thrown) instanceof AwsServiceException refused
        && BAD_CREDENTIALS.contains(codeOf(refused));
  }

  /** How long the service asks us to wait ({@code Retry-After} in seconds); zero if it does not. */
  static Duration retryAfter(Throwable thrown) {
    if (!(unwrapped(thrown) instanceof AwsServiceException refused)) {
      return Duration.ZERO;
    }
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .filter(seconds -> seconds.matches("\\d{1,5}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }

  /** A failure that we found ourselves. */
  public static Failure of(String service, FailureKind kind, String what) {
    return new Failure(kind, service + ": " + what);
  }

  /** What a call gets while the service is left alone. */
  public static Failure leftAlone(String service) {
    return of(service, FailureKind.UNAVAILABLE, "not asked, because it has failed repeatedly");
  }

  private static Failure ofService(String service, AwsServiceException refused) {
    String code = codeOf(refused);
    StringBuilder detail = new StringBuilder(service).append(": ").append(code);
    if (refused.statusCode() >= 400) {
      detail.append(" (HTTP ").append(refused.statusCode()).append(')');
    }
    Optional.ofNullable(refused.requestId())
        .ifPresent(id -> detail.append(", request ").append(id));
    return new Failure(kindOf(code, refused), detail.toString());
  }

  private static String codeOf(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter(name -> !name.isBlank())
        .map(AwsFailures::asTypeName)
        .orElse(refused.getClass().getSimpleName());
  }

  /** Within an event stream an exception goes by its member's name, such as throttlingException. */
  private static String asTypeName(String code) {
    return Character.toUpperCase(code.charAt(0)) + code.substring(1);
  }

  private static FailureKind kindOf(String code, AwsServiceException refused) {
    if (THROTTLES.contains(code) || (refused.statusCode() == 429 && !OUTAGES.contains(code))) {
      return FailureKind.THROTTLED;
    }
    if (TIMEOUTS.contains(code) || refused.statusCode() == 408 || isIdle(code, refused)) {
      return FailureKind.TIMEOUT;
    }
    if (DENIALS.contains(code) || refused.statusCode() == 401 || refused.statusCode() == 403) {
      return FailureKind.DENIED;
    }
    if (OUTAGES.contains(code) || refused.statusCode() >= 500) {
      return FailureKind.UNAVAILABLE;
    }
    return FailureKind.REJECTED;
  }

  /**
   * Transcribe says BadRequestException both for bad input and for 15 s without audio; the latter
   * may be tried again. Only its message tells ("Your request timed out because no new audio was
   * received for 15 seconds.").
   */
  private static boolean isIdle(String code, AwsServiceException refused) {
    return code.equals("BadRequestException")
        && Optional.ofNullable(refused.getMessage()).orElse("").contains("timed out");
  }

  private static FailureKind kindOf(Throwable thrown) {
    boolean unreadable = false;
    boolean broken = false;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiCallTimeoutException
          || cause instanceof TimeoutException
          || cause.getClass().getSimpleName().contains("Timeout")) {
        return FailureKind.TIMEOUT;
      }
      if (areMissing(cause)) {
        return FailureKind.DENIED;
      }
      broken |= cause instanceof IOException;
      // The event stream decoder's checks throw these from software.amazon.eventstream.
      unreadable |= cause instanceof IllegalArgumentException || cause instanceof UncheckedFormat;
    }
    return unreadable && !broken ? FailureKind.MALFORMED : FailureKind.UNAVAILABLE;
  }

  private static boolean areMissing(Throwable cause) {
    String message = Optional.ofNullable(cause.getMessage()).orElse("");
    return cause instanceof SdkClientException && message.contains("load credentials");
  }

  private static String named(Throwable thrown) {
    StringBuilder names = new StringBuilder(thrown.getClass().getSimpleName());
    Throwable cause = thrown.getCause();
    if (cause != null) {
      names.append(" caused by ").append(cause.getClass().getSimpleName());
    }
    return names.toString();
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** An answer that arrived whole and makes no sense. */
  public static final class UncheckedFormat extends RuntimeException {
    /** Says what makes no sense; no user text. */
    public UncheckedFormat(String message) {
      super(message);
    }
  }
}
