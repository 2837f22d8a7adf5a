package io.echosphere.simulator.aws.wire;

import io.echosphere.simulator.aws.call.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a Signature Version 4 Authorization header for its form, as far as that can be told
 * without the secret key: the signature's value is not verified.
 */
public final class SigV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern HEADER =
      Pattern.compile(
          ALGORITHM
              + " Credential=([^/, ]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,"
              + " ?SignedHeaders=([^, ]+), ?Signature=([0-9a-f]{64})");

  private SigV4() {}

  /** The error to answer with, or empty when the signature is well-formed. */
  public static Optional<ServiceError> check(Service service, Request request) {
    Optional<String> header = request.header("authorization");
    if (header.isEmpty()) {
      return refused(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    // Bedrock's API keys come as bearer tokens.
    if (service == Service.BEDROCK && header.get().startsWith("Bearer ")) {
      return Optional.empty();
    }
    Matcher parts = HEADER.matcher(header.get());
    if (!parts.matches()) {
      return refused(
          400,
          "IncompleteSignatureException",
          "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters"
              + " and the algorithm "
              + ALGORITHM
              + ".");
    }
    String date = request.header("x-amz-date").orElse("");
    if (!date.matches("\\d{8}T\\d{6}Z") || !date.startsWith(parts.group(2))) {
      return invalid("Date in Credential scope does not match YYYYMMDD from X-Amz-Date.");
    }
    if (!parts.group(4).equals(service.signingName())) {
      return invalid(
          "Credential should be scoped to correct service: '" + service.signingName() + "'.");
    }
    List<String> signed = Arrays.asList(parts.group(5).split(";"));
    for (String required : List.of("host", "x-amz-date")) {
      if (!signed.contains(required)) {
        return invalid("'" + required + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
    return Optional.empty();
  }

  /** The access key in the credential scope, if there is a well-formed header. */
  public static Optional<String> accessKey(Request request) {
    return request
        .header("authorization")
        .map(HEADER::matcher)
        .filter(Matcher::matches)
        .map(parts -> parts.group(1));
  }

  /** The region in the credential scope, if there is a well-formed header. */
  public static Optional<String> region(Request request) {
    return request
        .header("authorization")
        .map(HEADER::matcher)
        .filter(Matcher::matches)
        .map(parts -> parts.group(3));
  }

  private static Optional<ServiceError> invalid(String message) {
    return refused(403, "InvalidSignatureException", message);
  }

  private static Optional<ServiceError> refused(int status, String type, String message) {
    return Optional.of(new ServiceError(status, type, message));
  }
}
