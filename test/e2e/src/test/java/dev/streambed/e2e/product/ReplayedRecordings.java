package dev.streambed.e2e.product;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Requests the [Product] that may use every recorded model and whose Bedrock endpoint replays
/// recordings.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReplayedRecordings {}
