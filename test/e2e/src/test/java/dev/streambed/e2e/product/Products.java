package dev.streambed.e2e.product;

import dev.streambed.bedrock.Answers;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands the running product to tests. It is started once, and closed when the last test has ended.
public final class Products implements ParameterResolver {

  private static final Namespace OURS = Namespace.create(Products.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Product.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(OURS)
        .computeIfAbsent("scripted", _ -> scripted(), Product.class);
  }

  private static Product scripted() {
    try {
      return Product.start(Synthesis.ofTheRepository("default"), Answers.scripted());
    } catch (IOException failed) {
      throw new IllegalStateException("the product cannot be synthesized", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the product started", stopped);
    }
  }
}
