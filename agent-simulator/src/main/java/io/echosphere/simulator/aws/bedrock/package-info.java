/** Bedrock's Converse and ConverseStream: a conversation in, the script's answer out. */
@NullMarked
package io.echosphere.simulator.aws.bedrock;

import org.jspecify.annotations.NullMarked;
