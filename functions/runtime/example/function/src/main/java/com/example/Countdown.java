package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.runtime.FrontDoor;
import dev.streambed.runtime.Prelude;
import dev.streambed.runtime.Response;
import dev.streambed.runtime.StreamingHandler;
import dev.streambed.runtime.StreamingRuntime;
import java.io.InputStream;
import java.io.OutputStream;

/// Counts down in server-sent events, one each second.
public final class Countdown implements StreamingHandler {

  public static void main(String[] arguments) {
    StreamingRuntime.run(Countdown::new);
  }

  @Override
  public void handle(InputStream event, Response response, Context context) throws Exception {
    Prelude prelude =
        Prelude.of(FrontDoor.FUNCTION_URL, 200).withHeader("Content-Type", "text/event-stream");
    try (OutputStream body = response.stream(prelude)) {
      for (int left = 3; left > 0; left--) {
        body.write(("data: " + left + "\n\n").getBytes(UTF_8));
        Thread.sleep(1_000);
      }
    }
  }
}
