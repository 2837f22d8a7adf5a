package io.echosphere.simulator.aws.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** A self-signed certificate for localhost, made afresh by the JDK's own keytool. */
final class TestCertificate {
  /** It guards nothing: the key lives as long as the simulator, for loopback only. */
  private static final String PASSWORD = "simulator";

  private TestCertificate() {}

  /** Makes one; takes about half a second. */
  static KeyManagerFactory make() throws IOException, GeneralSecurityException {
    Path directory = Files.createTempDirectory("simulator-tls");
    Path store = directory.resolve("store.p12");
    try {
      keytool(store);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      return managers;
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(directory);
    }
  }

  private static void keytool(Path store) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "simulator",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            "keytool of this JDK could not make the simulator's certificate; start without --tls");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while making the simulator's certificate", e);
    }
  }
}
