package io.echosphere.simulator.aws.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One listening port for HTTP/1.1 and HTTP/2, plain or with TLS. Safe for use by many threads. */
public final class WireServer implements AutoCloseable {
  /** Two, so that one busy connection does not hold up all the others. */
  private static final int LOOPS = 2;

  private final EventLoopGroup loops;
  private final Channel listener;
  private final boolean tls;

  private WireServer(EventLoopGroup loops, Channel listener, boolean tls) {
    this.loops = loops;
    this.listener = listener;
    this.tls = tls;
  }

  /**
   * Listens on 127.0.0.1.
   *
   * @param port 0 for any free one
   * @param tls whether connections are encrypted, with a self-signed certificate
   * @throws IOException when the port is taken or no certificate can be made
   */
  public static WireServer start(int port, boolean tls, Router router) throws IOException {
    SslContext encryption = tls ? encryption() : null;
    EventLoopGroup loops =
        new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("simulator-wire", true));
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Connections(encryption, router))
            .bind(InetAddress.getLoopbackAddress(), port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          "the simulator cannot listen on 127.0.0.1:" + port + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return new WireServer(loops, bound.channel(), tls);
  }

  /** Where it listens, such as {@code http://127.0.0.1:4566}. */
  public URI endpoint() {
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static SslContext encryption() throws IOException {
    try {
      return SslContextBuilder.forServer(TestCertificate.make())
          .sslProvider(SslProvider.JDK)
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IOException("the simulator's certificate cannot be used", e);
    }
  }

  /** Sets up each connection that comes in. */
  private static final class Connections extends ChannelInitializer<Channel> {
    private final @Nullable SslContext encryption;
    private final Router router;

    Connections(@Nullable SslContext encryption, Router router) {
      this.encryption = encryption;
      this.router = router;
    }

    @Override
    protected void initChannel(Channel connection) {
      if (encryption == null) {
        connection.pipeline().addLast(new ProtocolSwitch(router));
        return;
      }
      connection
          .pipeline()
          .addLast(
              encryption.newHandler(connection.alloc()),
              new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
                @Override
                protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
                  if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                    ProtocolSwitch.http2(ctx.pipeline(), router);
                  } else {
                    // Without ALPN a client may still begin with the HTTP/2 preface, as the SDK
                    // does.
                    ctx.pipeline().addLast(new ProtocolSwitch(router));
                  }
                }
              });
    }
  }
}
