package io.echosphere.simulator.aws.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One request and its answer, over either protocol. Owned by its event loop: all methods are called
 * there, except {@code onLoop}. After the end, a reset or the client's leaving, nothing is sent.
 */
public final class Exchange {
  private final Channel channel;
  private final Request request;
  private boolean closed;

  Exchange(Channel channel, Request request) {
    this.channel = channel;
    this.request = request;
  }

  /** The request's head. */
  public Request request() {
    return request;
  }

  /** Whether the answer may still go on. */
  public boolean open() {
    return !closed;
  }

  /** Sends the status line and headers; the body's length stays open. */
  public void start(int status, Map<String, String> headers) {
    if (closed) {
      return;
    }
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    headers.forEach(head.headers()::set);
    if (!isHttp2()) {
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    var _ = channel.writeAndFlush(head);
  }

  /** Sends body bytes. */
  public void send(byte[] bytes) {
    if (!closed) {
      var _ = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }
  }

  /**
   * Ends the answer. What is still to come of the request is read and dropped, so the connection
   * stays fit for the next one.
   *
   * @param flushed runs on the event loop when the last byte was handed to the socket; not when the
   *     client leaves before
   */
  public void end(Runnable flushed) {
    if (closed) {
      return;
    }
    var _ =
        channel
            .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
            .addListener(
                done -> {
                  if (done.isSuccess() && !closed) {
                    closed = true;
                    flushed.run();
                  }
                });
  }

  /**
   * Breaks off.
   *
   * @param wholeConnection whether an HTTP/2 connection goes down with all its streams
   */
  public void reset(boolean wholeConnection) {
    if (closed) {
      return;
    }
    closed = true;
    if (channel instanceof Http2StreamChannel stream && !wholeConnection) {
      var _ =
          stream
              .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    Channel connection = isHttp2() ? channel.parent() : channel;
    // Linger 0 makes the kernel send RST and not FIN.
    connection.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = connection.close();
  }

  /**
   * Sends bytes past the HTTP/1.1 framing and closes the connection, or else the client would wait
   * for the end of a chunk; within an HTTP/2 stream they are body bytes, and the answer goes on.
   */
  public void sendUnframed(byte[] bytes) {
    if (closed) {
      return;
    }
    if (isHttp2()) {
      send(bytes);
      return;
    }
    closed = true;
    var _ =
        channel
            .pipeline()
            .context(HttpServerCodec.class)
            .writeAndFlush(Unpooled.wrappedBuffer(bytes))
            .addListener(ChannelFutureListener.CLOSE);
  }

  /** Runs a task on the event loop after a while, unless the answer is over by then. */
  public void after(Duration delay, Runnable task) {
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (!closed) {
                    task.run();
                  }
                },
                Math.max(0, delay.toNanos()),
                TimeUnit.NANOSECONDS);
  }

  /** Runs a task on the event loop soon, unless the answer is over by then. Any thread. */
  public void onLoop(Runnable task) {
    after(Duration.ZERO, task);
  }

  private boolean isHttp2() {
    return channel instanceof Http2StreamChannel;
  }

  /** The peer has gone; says whether the answer was cut short by that. */
  boolean leave() {
    boolean cutShort = !closed;
    closed = true;
    return cutShort;
  }
}
