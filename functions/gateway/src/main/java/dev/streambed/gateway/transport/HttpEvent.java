package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Target;
import dev.streambed.gateway.vocabulary.Transport;
import dev.streambed.runtime.FrontDoor;
import java.time.Instant;

/// The event of an HTTP call. The front doors put the same things in different places.
sealed interface HttpEvent permits FunctionUrlEvent, RestApiEvent {

  JsonObject event();

  Transport transport();

  FrontDoor frontDoor();

  Target target();

  Headers headers();

  /// When the front door took the call, or [Instant#EPOCH] when it does not say.
  Instant receivedAt();

  /// Whether the front door passes the answer on while it is written.
  boolean streams();
}
