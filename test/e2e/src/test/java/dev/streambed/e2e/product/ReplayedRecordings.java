package dev.streambed.e2e.product;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Asks for the [Product] that may use every recorded model, behind which Bedrock answers with
/// recordings.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReplayedRecordings {}
