package io.echosphere.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The voice room page as the build made it. A file is read once and kept; there are as many as the
 * build made. Thread-safe.
 */
final class Pages {
  /** Where the build puts the page, on the class path. */
  static final String ROOT = "io/echosphere/web/";

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+)");
  private static final int WORTH_COMPRESSING = 1_024;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private static final String NOT_BUILT =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>EchoSphere</title>
      <h1>EchoSphere is running, without its page</h1>
      <p>This build was made on a machine without Node.js, which the voice room page needs. Install
      Node.js 20 or newer and build again: <code>./mvnw package -DskipTests</code></p>
      <p>Everything else works: calls, and the token API for pages of your own.</p>
      <p lang="ja">このビルドには音声ルームのページが含まれていません。Node.js 20
      以降をインストールして、もう一度 <code>./mvnw package -DskipTests</code>
      を実行してください。</p>
      </html>
      """;

  private final Function<String, @Nullable InputStream> resources;
  private final Map<String, File> files = new ConcurrentHashMap<>();

  /**
   * Pages from a place.
   *
   * @param resources opens a resource by its name; null where there is none
   */
  Pages(Function<String, @Nullable InputStream> resources) {
    this.resources = resources;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record File(String type, String tag, byte[] plain, byte[] zipped) {
    boolean isZipped() {
      return zipped.length > 0;
    }
  }

  /** The page itself, which decides by the address what it shows. */
  Answer page(Request request) throws IOException {
    Optional<File> index = file("index.html");
    return index.isEmpty()
        ? Answer.html(200, NOT_BUILT).with("Cache-Control", "no-store")
        : sent(request, index.get(), "no-cache");
  }

  /** A file whose name holds its contents' hash, so that it may be kept for ever. */
  Answer asset(Request request) throws IOException, Refusal {
    return sent(
        request,
        wanted("assets/", request.parameter("file")),
        "public, max-age=31536000, immutable");
  }

  /** A file beside the page, such as its icon. */
  Answer file(Request request) throws IOException, Refusal {
    return sent(request, wanted("", request.parameter("file")), "public, max-age=3600");
  }

  private File wanted(String folder, String name) throws IOException, Refusal {
    return file(folder + name)
        .filter(_ -> FILE.matcher(name).matches())
        .orElseThrow(() -> Refusal.of(404, "not_found", "There is nothing here."));
  }

  private static Answer sent(Request request, File file, String cache) {
    boolean zip = file.isZipped() && acceptsGzip(request);
    String tag = "\"" + file.tag() + (zip ? "-gz" : "") + "\"";
    Answer answer;
    if (request.header("if-none-match").filter(tag::equals).isPresent()) {
      answer = Answer.empty(304);
    } else {
      answer = Answer.bytes(200, file.type(), zip ? file.zipped() : file.plain());
      if (zip) {
        answer = answer.with("Content-Encoding", "gzip");
      }
    }
    if (file.isZipped()) {
      answer = answer.with("Vary", "Accept-Encoding");
    }
    return answer.with("ETag", tag).with("Cache-Control", cache);
  }

  private static boolean acceptsGzip(Request request) {
    return request.headers("accept-encoding").stream()
        .flatMap(header -> Pattern.compile(",").splitAsStream(header))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.equals("gzip") || coding.startsWith("gzip;q=1"));
  }

  private Optional<File> file(String name) throws IOException {
    File known = files.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Matcher form = FILE.matcher(name.substring(name.indexOf('/') + 1));
    String type = form.matches() ? TYPES.get(form.group(1)) : null;
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = resources.apply(ROOT + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] plain = in.readAllBytes();
      var file = new File(type, tag(plain), plain, isText(type) ? zipped(plain) : new byte[0]);
      files.put(name, file);
      return Optional.of(file);
    }
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || type.contains("json") || type.contains("svg");
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    if (plain.length < WORTH_COMPRESSING) {
      return new byte[0];
    }
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
