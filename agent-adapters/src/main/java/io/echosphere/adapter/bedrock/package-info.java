/**
 * Replies by Amazon Bedrock's ConverseStream. In: the conversation. Out: pieces of text. Threads:
 * the shared I/O threads.
 */
@NullMarked
package io.echosphere.adapter.bedrock;

import org.jspecify.annotations.NullMarked;
