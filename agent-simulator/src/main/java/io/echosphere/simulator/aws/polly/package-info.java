/** Polly's SynthesizeSpeech and DescribeVoices: text in, PCM out. */
@NullMarked
package io.echosphere.simulator.aws.polly;

import org.jspecify.annotations.NullMarked;
