package dev.streambed.runtime;

/// What all workers share. Thread-safe, as long as the handler is.
record Tools(Settings settings, StreamingHandler handler, Log log, Clock clock, Pause pause) {}
