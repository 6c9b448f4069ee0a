package dev.streambed.runtime;

/// The state that all workers share. Thread-safe if the handler is.
record WorkerContext(
    Settings settings,
    StreamingHandler handler,
    Log log,
    MillisClock millisClock,
    Sleeper sleeper) {}
