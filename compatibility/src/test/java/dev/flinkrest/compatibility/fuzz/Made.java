package dev.flinkrest.compatibility.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.error.FlinkRestException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Uses what a call returned as people would: asks each record in it all that it can be asked. */
final class Made {
    private static final ClassValue<List<Method>> QUESTIONS =
            new ClassValue<>() {
                @Override
                protected List<Method> computeValue(Class<?> type) {
                    return Arrays.stream(type.getMethods())
                            .filter(method -> method.getParameterCount() == 0)
                            .filter(method -> method.getDeclaringClass() == type)
                            .filter(method -> !Modifier.isStatic(method.getModifiers()))
                            .toList();
                }
            };
    private static final ClassValue<List<Method>> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected List<Method> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getAccessor)
                            .toList();
                }
            };

    private Made() {}

    static void use(Object value) {
        if (value instanceof Record) {
            QUESTIONS.get(value.getClass()).forEach(method -> ask(value, method));
            COMPONENTS.get(value.getClass()).forEach(method -> use(ask(value, method)));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, of) -> {
                        use(key);
                        use(of);
                    });
        } else if (value instanceof Collection<?> all && !(value instanceof JsonNode)) {
            all.forEach(Made::use);
        }
    }

    private static Object ask(Object value, Method method) {
        try {
            return method.invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof FlinkRestException) {
                return null;
            }
            throw new AssertionError(value.getClass() + "." + method.getName(), e.getCause());
        }
    }
}
