package dev.streambed.runtime;

import java.io.IOException;

/// Sends a collected answer to the platform.
record ChannelOutlet(Channel channel, Invocation invocation) implements Outlet {

  @Override
  public void send(String contentType, byte[] answer) throws IOException {
    BufferedResponse call = new BufferedResponse(invocation, contentType, answer);
    Refused.unlessAccepted(channel.call(call), call);
  }
}
