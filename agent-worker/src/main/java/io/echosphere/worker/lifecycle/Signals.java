package io.echosphere.worker.lifecycle;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;

/**
 * Operating-system signals. They are reached by reflection, because javac warns of {@code
 * sun.misc.Signal} in a way that nothing can silence, and this build takes warnings as errors. The
 * class is in {@code jdk.unsupported}, which exports it on purpose (JEP 260).
 */
final class Signals {
  private Signals() {}

  /**
   * Replaces the JVM's own handling of a signal.
   *
   * @param name without SIG, such as {@code TERM}
   * @param handler runs on a new thread for each signal
   * @return false if this JVM does not let it be handled (it runs with {@code -Xrs}, or the system
   *     has no such signal)
   */
  static boolean handle(String name, Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(handler);
      Object proxy =
          MethodHandleProxies.asInterfaceInstance(
              handlerType, MethodHandles.dropArguments(run, 0, signal));
      signal
          .getMethod("handle", signal, handlerType)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException) {
        return false;
      }
      throw new IllegalStateException("SIG" + name + " cannot be handled", refused.getCause());
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", absent);
    }
  }
}
