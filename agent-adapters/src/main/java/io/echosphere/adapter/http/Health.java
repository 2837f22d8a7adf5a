package io.echosphere.adapter.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether the process is of use, and what that was told by.
 *
 * @param ready whether it is
 * @param parts each part by its name, in the order it is shown, with whether it is well; one that
 *     is not may be made good by another
 */
public record Health(boolean ready, Map<String, Boolean> parts) {
  public Health {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
