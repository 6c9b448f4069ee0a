package dev.streambed.e2e.product;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Requests the [Product] whose deployment has the guardrail `gr1`, in version 1, and whose
/// customers may have `gr2`.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiredGuardrail {}
