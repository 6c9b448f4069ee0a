package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the public types and members of the construct library with {@code infra/api.txt}, so
 * that a change shows in review. {@code -Dstreambed.api=write} writes the file.
 */
class ApiListingTest {
  private static final Path LISTING =
      Path.of(System.getProperty("streambed.root"), "infra/api.txt");
  private static final Set<String> OF_EVERY_TYPE =
      Set.of("equals", "hashCode", "toString", "values", "valueOf");

  @Test
  void theApiIsTheOneInTheListing() throws Exception {
    var listing = listing();
    if ("write".equals(System.getProperty("streambed.api"))) {
      Files.writeString(LISTING, listing);
    }
    assertThat(listing)
        .as("the public API; -Dstreambed.api=write writes infra/api.txt")
        .isEqualTo(Files.readString(LISTING));
  }

  private static String listing() throws Exception {
    var lines = new ArrayList<String>();
    for (Class<?> type : publicTypes()) {
      lines.add(head(type));
      members(type).distinct().sorted().forEach(member -> lines.add("  " + member));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<Class<?>> publicTypes() throws Exception {
    var source = Streambed.class.getProtectionDomain().getCodeSource().getLocation();
    var classes = Path.of(source.toURI()).resolve("dev/streambed/cdk");
    try (var files = Files.list(classes)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .sorted()
          .<Class<?>>map(name -> load("dev.streambed.cdk." + name.replace(".class", "")))
          .filter(type -> isVisible(type.getModifiers()) && !type.isAnonymousClass())
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Streambed.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(Class<?> type) {
    var supertypes = new ArrayList<String>();
    if (type.getSuperclass() != null && Modifier.isPublic(type.getSuperclass().getModifiers())) {
      supertypes.add(written(type.getGenericSuperclass()));
    }
    Arrays.stream(type.getGenericInterfaces())
        .map(ApiListingTest::written)
        .forEach(supertypes::add);
    supertypes.removeAll(List.of("Object", "Record"));
    return kind(type)
        + " "
        + written(type)
        + (supertypes.isEmpty() ? "" : " : " + String.join(", ", supertypes));
  }

  private static String kind(Class<?> type) {
    if (type.isRecord()) {
      return "record";
    }
    if (type.isEnum()) {
      return "enum";
    }
    if (type.isInterface()) {
      return type.isSealed() ? "sealed interface" : "interface";
    }
    return Modifier.isFinal(type.getModifiers()) ? "final class" : "class";
  }

  private static Stream<String> members(Class<?> type) {
    return Stream.of(
            Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()))
                .map(constructor -> written(type, constructor)),
            Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .map(ApiListingTest::written),
            methods(type).map(ApiListingTest::written))
        .flatMap(members -> members);
  }

  /** Those of superclasses that are not public themselves belong to the type. */
  private static Stream<Method> methods(Class<?> type) {
    var inherited =
        type.getSuperclass() != null && !Modifier.isPublic(type.getSuperclass().getModifiers())
            ? methods(type.getSuperclass())
            : Stream.<Method>empty();
    return Stream.concat(Arrays.stream(type.getDeclaredMethods()), inherited)
        .filter(method -> isVisible(method.getModifiers()))
        .filter(method -> !method.isBridge() && !method.isSynthetic())
        .filter(method -> !OF_EVERY_TYPE.contains(method.getName()));
  }

  private static String written(Class<?> type, Constructor<?> constructor) {
    return "new " + written(type) + parameters(constructor.getGenericParameterTypes());
  }

  private static String written(Field field) {
    return ofStatic(field.getModifiers()) + written(field.getGenericType()) + " " + field.getName();
  }

  private static String written(Method method) {
    return ofStatic(method.getModifiers())
        + written(method.getGenericReturnType())
        + " "
        + method.getName()
        + parameters(method.getGenericParameterTypes());
  }

  private static String ofStatic(int modifiers) {
    return Modifier.isStatic(modifiers) ? "static " : "";
  }

  private static String parameters(Type... types) {
    return Arrays.stream(types)
        .map(ApiListingTest::written)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String written(Type type) {
    return type.getTypeName()
        .replaceAll("(java\\.lang|java\\.util|dev\\.streambed\\.cdk)\\.([A-Z])", "$2");
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
