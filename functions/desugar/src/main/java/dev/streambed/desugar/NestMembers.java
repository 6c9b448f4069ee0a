package dev.streambed.desugar;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The generated classes by the class that lists them as members of its nest: they call its private
/// methods.
final class NestMembers {

  private final Map<ClassDesc, List<ClassDesc>> members = new HashMap<>();
  private final ClassFile format;

  NestMembers(ClassFile format) {
    this.format = format;
  }

  void add(ClassDesc host, ClassDesc member) {
    members.computeIfAbsent(host, _ -> new ArrayList<>()).add(member);
  }

  Set<ClassDesc> hosts() {
    return members.keySet();
  }

  /// The host of a nest with its new members. A class for Java 8 becomes one for 11, the first
  /// version with nests.
  byte[] withMembers(byte[] host) {
    ClassModel type = format.parse(host);
    List<ClassDesc> all = new ArrayList<>();
    type.findAttribute(Attributes.nestMembers())
        .ifPresent(known -> known.nestMembers().forEach(member -> all.add(member.asSymbol())));
    all.addAll(members.getOrDefault(type.thisClass().asSymbol(), List.of()));
    int version = Math.max(ClassFile.JAVA_11_VERSION, type.majorVersion());
    return format.transformClass(
        type,
        ClassTransform.dropping(element ->
                element instanceof NestMembersAttribute || element instanceof ClassFileVersion)
            .andThen(
                ClassTransform.endHandler(builder ->
                    builder.withVersion(version, 0).with(NestMembersAttribute.ofSymbols(all)))));
  }
}
