package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Callable;

/// From the environment to the loop.
record Start(OutputStream out, Clock clock, Pause pause) {

  /// Runs to the end, and tells the exit code.
  int run(Map<String, String> environment, Callable<? extends StreamingHandler> initialization) {
    Settings settings;
    try {
      settings = Settings.from(environment);
    } catch (IllegalArgumentException wrong) {
      // Its text names a variable of the platform; the handler's are not read here.
      new Log(out, clock, "Text", "")
          .notice(LogLevel.ERROR, String.valueOf(wrong.getMessage()), null);
      return ExitCode.INIT_FAILED;
    }
    Log log = new Log(out, clock, settings.logFormat(), settings.logLevel());
    return run(settings, initialization, log);
  }

  private int run(Settings settings, Callable<? extends StreamingHandler> initialization, Log log) {
    Reports reports = new Reports(settings.endpoint(), log);
    Warmup warmup = new Warmup(settings);
    warmup.start();
    StreamingHandler handler;
    Channel channel;
    try {
      handler = initialization.call();
      channel = warmup.channel();
    } catch (Throwable thrown) { // an error in a static initialiser is a failed start as well
      reports.send(new InitError(Failure.ofInit(thrown)), thrown);
      return ExitCode.INIT_FAILED;
    }
    if (settings.snapStart()) {
      int code = new Snapshot(settings.endpoint(), handler, reports).passThrough();
      if (code != Snapshot.DONE) {
        return code;
      }
    }
    Tools tools = new Tools(settings, handler, log, clock, pause);
    return new Crew(tools).work(channel);
  }
}
