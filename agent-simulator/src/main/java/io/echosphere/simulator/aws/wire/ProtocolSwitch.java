package io.echosphere.simulator.aws.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;

/**
 * Tells HTTP/2 with prior knowledge from HTTP/1.1 by the connection's first bytes (RFC 9113 §3.4).
 */
final class ProtocolSwitch extends ByteToMessageDecoder {
  /** No HTTP/1.1 method begins like this. */
  private static final byte[] PREFACE = {'P', 'R', 'I', ' '};

  /** Room for more streams than any test opens on one connection. */
  private static final int MAX_STREAMS = 500;

  private static final int WINDOW_BYTES = 1 << 20;

  private final Router router;

  ProtocolSwitch(Router router) {
    this.router = router;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    for (int i = 0; i < PREFACE.length; i++) {
      if (i == in.readableBytes()) {
        return;
      }
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        http1(ctx.pipeline(), router);
        ctx.pipeline().remove(this);
        return;
      }
    }
    http2(ctx.pipeline(), router);
    ctx.pipeline().remove(this);
  }

  static void http1(ChannelPipeline pipeline, Router router) {
    pipeline.addLast(
        new HttpServerCodec(), new HttpServerExpectContinueHandler(), new ExchangeHandler(router));
  }

  static void http2(ChannelPipeline pipeline, Router router) {
    pipeline.addLast(
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(MAX_STREAMS)
                    .initialWindowSize(WINDOW_BYTES))
            .build(),
        new Http2MultiplexHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel stream) {
                stream
                    .pipeline()
                    .addLast(
                        new Http2StreamFrameToHttpObjectCodec(true), new ExchangeHandler(router));
              }
            }));
  }
}
