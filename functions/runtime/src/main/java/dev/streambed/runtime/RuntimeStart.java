package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Callable;

/// Starts the runtime from its environment variables.
record RuntimeStart(OutputStream out, MillisClock millisClock, Sleeper sleeper) {

  /// Runs to the end, and returns the exit code.
  int run(Map<String, String> environment, Callable<? extends StreamingHandler> initialization) {
    Settings settings;
    try {
      settings = Settings.from(environment);
    } catch (IllegalArgumentException wrong) {
      // The message names a variable of the platform; the handler's variables are not read here.
      new Log(out, millisClock, "Text", "")
          .notice(LogLevel.ERROR, String.valueOf(wrong.getMessage()), null);
      return ExitCode.INIT_FAILED;
    }
    Log log = new Log(out, millisClock, settings.logFormat(), settings.logLevel());
    return run(settings, initialization, log);
  }

  private int run(Settings settings, Callable<? extends StreamingHandler> initialization, Log log) {
    StartupErrorReporter startupErrorReporter =
        new StartupErrorReporter(settings.runtimeApiEndpoint(), log);
    RuntimePriming runtimePriming = new RuntimePriming(settings);
    runtimePriming.start();
    StreamingHandler handler;
    RuntimeApiClient runtimeApiClient;
    try {
      handler = initialization.call();
      runtimeApiClient = runtimePriming.channel();
    } catch (Throwable thrown) { // an error in a static initialiser is a failed start as well
      startupErrorReporter.send(RuntimeApiRequest.initError(Failure.ofInit(thrown)), thrown);
      return ExitCode.INIT_FAILED;
    }
    if (settings.snapStart()) {
      int code =
          new Snapshot(settings.runtimeApiEndpoint(), handler, startupErrorReporter).passThrough();
      if (code != Snapshot.DONE) {
        return code;
      }
    }
    WorkerContext workerContext = new WorkerContext(settings, handler, log, millisClock, sleeper);
    return new WorkerPool(workerContext).work(runtimeApiClient);
  }
}
