package dev.streambed.desugar;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Converts the value on the top of the stack as a method reference does: casts, boxing, unboxing
/// and widening.
final class Conversion {

  private static final Map<ClassDesc, ClassDesc> BOXES =
      Map.of(
          ConstantDescs.CD_int, ConstantDescs.CD_Integer,
          ConstantDescs.CD_long, ConstantDescs.CD_Long,
          ConstantDescs.CD_boolean, ConstantDescs.CD_Boolean,
          ConstantDescs.CD_byte, ConstantDescs.CD_Byte,
          ConstantDescs.CD_char, ConstantDescs.CD_Character,
          ConstantDescs.CD_short, ConstantDescs.CD_Short,
          ConstantDescs.CD_float, ConstantDescs.CD_Float,
          ConstantDescs.CD_double, ConstantDescs.CD_Double);

  private Conversion() {}

  /// @param erased the type as the verifier knows it
  /// @param actual the type that the compiler has checked
  static void convert(CodeBuilder code, ClassDesc erased, ClassDesc actual, ClassDesc to) {
    if (erased.isPrimitive()) {
      fromPrimitive(code, erased, to);
    } else if (to.isPrimitive()) {
      unbox(code, erased, actual, to);
    } else if (!erased.equals(to) && !to.equals(ConstantDescs.CD_Object)) {
      code.checkcast(to);
    }
  }

  /// Converts the result of a method. The compiler has checked that a reference is one of `to`.
  static void convertResult(CodeBuilder code, ClassDesc from, ClassDesc to) {
    if (to.equals(ConstantDescs.CD_void)) {
      drop(code, from);
    } else if (from.isPrimitive() || to.isPrimitive()) {
      convert(code, from, from, to);
    }
  }

  private static void drop(CodeBuilder code, ClassDesc type) {
    switch (TypeKind.from(type).slotSize()) {
      case 1 -> code.pop();
      case 2 -> code.pop2();
      default -> {
        // There is no value.
      }
    }
  }

  private static void fromPrimitive(CodeBuilder code, ClassDesc from, ClassDesc to) {
    ClassDesc box = BOXES.get(from);
    if (to.isPrimitive()) {
      widen(code, from, to);
    } else if (box != null) {
      code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, from));
    }
  }

  private static void unbox(CodeBuilder code, ClassDesc erased, ClassDesc actual, ClassDesc to) {
    ClassDesc known = unboxed(actual);
    ClassDesc primitive = known == null ? to : known;
    ClassDesc box = BOXES.getOrDefault(primitive, actual);
    if (!erased.equals(box)) {
      code.checkcast(box);
    }
    code.invokevirtual(box, primitive.displayName() + "Value", MethodTypeDesc.of(primitive));
    widen(code, primitive, to);
  }

  private static void widen(CodeBuilder code, ClassDesc from, ClassDesc to) {
    if (!from.equals(to)) {
      code.conversion(TypeKind.from(from), TypeKind.from(to));
    }
  }

  private static @Nullable ClassDesc unboxed(ClassDesc box) {
    for (Map.Entry<ClassDesc, ClassDesc> entry : BOXES.entrySet()) {
      if (entry.getValue().equals(box)) {
        return entry.getKey();
      }
    }
    return null;
  }
}
