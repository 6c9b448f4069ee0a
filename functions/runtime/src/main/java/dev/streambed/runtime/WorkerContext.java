package dev.streambed.runtime;

/// What all workers share. Thread-safe, as long as the handler is.
record WorkerContext(
    Settings settings,
    StreamingHandler handler,
    Log log,
    MillisClock millisClock,
    Sleeper sleeper) {}
