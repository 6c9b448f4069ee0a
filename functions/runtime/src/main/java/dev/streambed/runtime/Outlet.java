package dev.streambed.runtime;

import java.io.IOException;

/// Where an answer goes that was collected.
interface Outlet {

  void send(String contentType, byte[] answer) throws IOException;
}
