package io.echosphere.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Telemetry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class SwitchedOffTest {
  /** Nothing of the SDK may even be loaded: it costs memory and the start of the process. */
  @Test
  void switchedOffNoClassOfTheSdkIsLoaded() throws Exception {
    try (var loader = new WithoutOpenTelemetry()) {
      var settings = loader.loadClass(TelemetrySettings.class.getName());
      var meter = loader.loadClass(Telemetry.Meter.class.getName());
      Object off = settings.getMethod("of", boolean.class, Map.class).invoke(null, false, Map.of());
      Object unmetered = Proxy.newProxyInstance(loader, new Class<?>[] {meter}, (_, _, _) -> null);

      Object handle =
          loader
              .loadClass(TelemetryHandle.class.getName())
              .getMethod("start", settings, meter)
              .invoke(null, off, unmetered);

      assertThat(handle.getClass().getSimpleName()).isEqualTo("Off");
      assertThat(loader.refused).isEmpty();
    }
  }

  /** Loads our classes anew, and none of OpenTelemetry's. */
  private static final class WithoutOpenTelemetry extends URLClassLoader {
    final List<String> refused = new CopyOnWriteArrayList<>();

    WithoutOpenTelemetry() {
      super(new URL[0], SwitchedOffTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.opentelemetry.")) {
        refused.add(name);
        throw new ClassNotFoundException(name + " must not be loaded");
      }
      if (!name.startsWith("io.echosphere.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
