package io.echosphere.simulator.aws.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns HTTP objects into exchanges: one for an HTTP/2 stream, one after the other for an HTTP/1.1
 * connection. Owned by its channel's event loop.
 */
final class ExchangeHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

  private final Router router;
  private @Nullable Exchange exchange;
  private RequestBody body = RequestBody.ignored(() -> {});

  ExchangeHandler(Router router) {
    this.router = router;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      var _ = ctx.close();
      return;
    }
    if (part instanceof HttpRequest head) {
      exchange = new Exchange(ctx.channel(), Request.of(head));
      body = router.open(exchange);
    }
    Exchange current = exchange;
    if (current == null || !(part instanceof HttpContent content)) {
      return;
    }
    if (content.content().isReadable() && current.open()) {
      body.data(ByteBufUtil.getBytes(content.content()));
    }
    if (content instanceof LastHttpContent && current.open()) {
      body.end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (exchange != null && exchange.leave()) {
      body.cancelled();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("closing a channel after {}", cause.toString());
    var _ = ctx.close();
  }
}
