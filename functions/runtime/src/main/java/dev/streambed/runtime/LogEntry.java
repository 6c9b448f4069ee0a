package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event for the log.
///
/// @param about the invocation that it concerns, if any
/// @param stack what failed, as [StackTraceLines] writes it; empty when nothing did
/// @param byRuntime whether the runtime says it, rather than the handler
record LogEntry(
    LogLevel level,
    String message,
    @Nullable Invocation about,
    List<String> stack,
    boolean byRuntime) {}
