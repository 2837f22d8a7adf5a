/** PCM values: formats, frames and the arithmetic of pacing. */
@NullMarked
package io.echosphere.domain.audio;

import org.jspecify.annotations.NullMarked;
