package io.echosphere.adapter.process;

import io.echosphere.application.port.out.ProcessMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Memory as Linux accounts for it: the resident set of {@code /proc/self/status}, which is what
 * {@code ps} and {@code top} show, and the smallest bound of the process's control groups, version
 * 2 or 1. Elsewhere everything is empty. Thread-safe.
 */
public final class LinuxProcessMemory implements ProcessMemory {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,15}) kB$");

  /** Version 2 has one line, {@code 0::/path}; version 1 one a controller. */
  private static final Pattern GROUP =
      Pattern.compile("(?m)^\\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(/.*)$");

  private static final Pattern UNIFIED = Pattern.compile("(?m)^0::(/.*)$");

  /** Version 1 says "no bound" with a number near 2^63; nothing has a pebibyte. */
  private static final long NO_BOUND = 1L << 50;

  private static final long KIBIBYTE = 1_024;

  private final Path self;
  private final Path groups;

  LinuxProcessMemory(Path self, Path groups) {
    this.self = self;
    this.groups = groups;
  }

  /** This process's. */
  public static LinuxProcessMemory ofThisProcess() {
    return new LinuxProcessMemory(Path.of("/proc/self"), Path.of("/sys/fs/cgroup"));
  }

  @Override
  public OptionalLong resident() {
    Matcher line = RESIDENT.matcher(read(self.resolve("status")));
    return line.find()
        ? OptionalLong.of(Long.parseLong(line.group(1)) * KIBIBYTE)
        : OptionalLong.empty();
  }

  @Override
  public OptionalLong bound() {
    String membership = read(self.resolve("cgroup"));
    long bound = NO_BOUND;
    Matcher unified = UNIFIED.matcher(membership);
    if (unified.find()) {
      bound = Math.min(bound, smallest(groups, unified.group(1), "memory.max"));
      bound = Math.min(bound, smallest(groups, unified.group(1), "memory.high"));
    }
    Matcher controller = GROUP.matcher(membership);
    if (controller.find()) {
      Path root = groups.resolve("memory");
      bound = Math.min(bound, smallest(root, controller.group(1), "memory.limit_in_bytes"));
    }
    return bound < NO_BOUND ? OptionalLong.of(bound) : OptionalLong.empty();
  }

  /**
   * The smallest bound on the way from a group to the root: that of any group above holds too. In a
   * container the path may be the host's and not exist here; the root is then its own group.
   */
  private static long smallest(Path root, String path, String file) {
    long bound = NO_BOUND;
    @Nullable Path group = root.resolve(path.substring(1)).normalize();
    while (group != null && group.startsWith(root)) {
      String text = read(group.resolve(file)).strip();
      if (text.matches("\\d{1,18}")) {
        bound = Math.min(bound, Long.parseLong(text));
      }
      group = group.getParent();
    }
    return bound;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException _) { // another system, or a kernel without control groups
      return "";
    }
  }
}
