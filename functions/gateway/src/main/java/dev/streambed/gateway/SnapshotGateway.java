package dev.streambed.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.runtime.Response;
import dev.streambed.runtime.StreamingHandler;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Random;

/// A gateway that goes through a SnapStart snapshot, which is restored in many environments.
///
/// Credentials and what is cached from the tables are renewed by the clock on the wall, so nothing
/// has to be done about them.
///
/// @param connections of the snapshot, whose other sides are gone
/// @param random would give the same numbers in every environment
record SnapshotGateway(StreamingHandler gateway, HttpConnections connections, Random random)
    implements StreamingHandler {

  @Override
  public void handle(InputStream event, Response response, Context context) throws Exception {
    gateway.handle(event, response, context);
  }

  @Override
  public void beforeSnapshot() {
    connections.forget();
  }

  // Lambda's JVM seeds the secure random generators after a restore.
  @Override
  public void afterRestore() {
    connections.forget();
    random.setSeed(new SecureRandom().nextLong());
  }
}
