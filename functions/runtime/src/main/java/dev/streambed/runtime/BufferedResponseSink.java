package dev.streambed.runtime;

import java.io.IOException;

/// Where an answer goes that was collected.
interface BufferedResponseSink {

  void send(String contentType, byte[] answer) throws IOException;
}
