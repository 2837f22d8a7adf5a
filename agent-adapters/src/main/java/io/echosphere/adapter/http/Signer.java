package io.echosphere.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 for one purpose: a signature made for another is never taken. Thread-safe. */
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** A signer whose key is derived from the secret for the purpose alone. */
  Signer(String secret, String purpose) {
    var master = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    key = new SecretKeySpec(mac(master, "echosphere " + purpose), ALGORITHM);
  }

  /** The signature's 32 bytes. */
  byte[] bytes(String text) {
    return mac(key, text);
  }

  /** The signature, fit for URLs and cookies: 43 characters. */
  String sign(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
  }

  /** Whether the signature is the text's; takes as long for a wrong one as for the right one. */
  boolean matches(String text, String signature) {
    return same(sign(text), signature);
  }

  /** Compares without telling by the time it takes how much was right. */
  static boolean same(String known, String given) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
