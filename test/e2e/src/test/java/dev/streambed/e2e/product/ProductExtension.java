package dev.streambed.e2e.product;

import dev.streambed.bedrock.ModelSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Provides the running product to tests. It is started once in each JVM, and closed after the last
/// test. Surefire runs every class of a JVM as a request of its own, within one session.
public final class ProductExtension implements ParameterResolver, AfterAllCallback {

  private static final Namespace OURS = Namespace.create(ProductExtension.class);

  private static final String REPLAYING = "replaying";
  private static final String SCRIPTED = "scripted";

  /// Starts a product.
  private interface Start {
    Product product() throws IOException, InterruptedException;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Product.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    if (parameter.isAnnotated(RequiredGuardrail.class)) {
      return shared(test, "guarded", ProductExtension::guarded);
    }
    return parameter.isAnnotated(ReplayedRecordings.class)
        ? shared(test, REPLAYING, ProductExtension::replaying)
        : shared(test, SCRIPTED, ProductExtension::scripted);
  }

  /// Looks for what no test of the class can afford to look for by itself.
  @Override
  public void afterAll(ExtensionContext testClass) {
    for (String name : List.of(REPLAYING, SCRIPTED)) {
      Product product =
          testClass.getStore(StoreScope.LAUNCHER_SESSION, OURS).get(name, Product.class);
      if (product != null) {
        product.ledger().assertOneRecordEach();
      }
    }
  }

  private static Product shared(ExtensionContext test, String name, Start start) {
    return test.getStore(StoreScope.LAUNCHER_SESSION, OURS)
        .computeIfAbsent(name, _ -> started(start), Product.class);
  }

  private static Product started(Start start) {
    try {
      return start.product();
    } catch (IOException failed) {
      throw new IllegalStateException("the product cannot be started", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the product started", stopped);
    }
  }

  private static Product scripted() throws IOException, InterruptedException {
    return Product.start(Synthesis.ofTheRepository(SCRIPTED), ModelSource.scripted());
  }

  private static Product guarded() throws IOException, InterruptedException {
    return Product.start(Synthesis.ofGuardrails("guarded", "gr1", "gr2"), ModelSource.scripted());
  }

  private static Product replaying() throws IOException, InterruptedException {
    Recordings recordings = Recordings.stage();
    Path assembly = Synthesis.ofModels(REPLAYING, recordings.models());
    return Product.start(assembly, ModelSource.replay(recordings.folder()));
  }
}
