package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.*;
import java.util.*;
import java.util.concurrent.*;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void probe() throws Exception {
    var web = WebRtc.load();
    PublisherPeer[] p = new PublisherPeer[1];
    SubscriberPeer[] s = new SubscriberPeer[1];
    var up = new CountDownLatch(2);
    var ex = Executors.newSingleThreadExecutor();
    p[0] = web.openPublisher("t", new PeerListener() {
      public void candidateFound(IceCandidate c) { ex.execute(() -> s[0].addCandidate(c)); }
      public void connectionChanged(Connection c) { System.err.println("XX pub " + c + " " + System.nanoTime()/1000000); up.countDown(); }
    });
    s[0] = web.openSubscriber(new PeerListener() {
      public void candidateFound(IceCandidate c) { ex.execute(() -> p[0].addCandidate(c)); }
      public void connectionChanged(Connection c) { System.err.println("XX sub " + c+ " " + System.nanoTime()/1000000); up.countDown(); }
    });
    ex.submit(() -> { p[0].acceptAnswer(s[0].answer(p[0].offer())); }).get();
    up.await(5, TimeUnit.SECONDS);
    try (var v = new Tone.Player(600, p[0]::push)) {
      Thread.sleep(1000);
      for (int i = 0; i < 5; i++) {
        long a = System.nanoTime();
        ex.submit(() -> { p[0].silence(x -> System.err.println("XX silence pub " + x + " took " + (System.nanoTime()-a)/1000)); s[0].silence(x -> System.err.println("XX silence sub " + x)); }).get();
        Thread.sleep(300);
      }
      System.err.println("XX channels " + p[0].channels() + s[0].channels());
      ex.submit(() -> { p[0].acceptAnswer(s[0].answer(p[0].restart())); }).get();
      System.err.println("XX restarted");
      Thread.sleep(1500);
      ex.submit(() -> s[0].close()).get();
      Thread.sleep(7000);
        ex.submit(() -> { p[0].silence(x -> System.err.println("XX silence pub " + x )); }).get();
      Thread.sleep(12000);
    }
    p[0].close();
  }
}
