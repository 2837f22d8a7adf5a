/** Recording. In: {@code Fact}s. Out: the repository. Thread: the recorder's own. */
@NullMarked
package io.echosphere.application.recording;

import org.jspecify.annotations.NullMarked;
