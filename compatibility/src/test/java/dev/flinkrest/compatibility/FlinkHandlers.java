package dev.flinkrest.compatibility;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Finds the operations that a server of Flink's has, in its jars: each is a class of Flink's that
 * says method and path of a handler. No server is started; the classes are loaded apart from ours.
 */
final class FlinkHandlers {
    private static final String SPECIFICATION =
            "org.apache.flink.runtime.rest.handler.RestHandlerSpecification";

    private final ClassLoader loader;
    private final Class<?> specification;

    private FlinkHandlers(ClassLoader loader) throws ClassNotFoundException {
        this.loader = loader;
        this.specification = loader.loadClass(SPECIFICATION);
    }

    /**
     * Finds them.
     *
     * @param jars the server's class path
     * @param directory where to look for classes in the jars, such as {@code org/apache/flink/}
     * @return the operations, such as {@code GET /jobs/:jobid}, without the API's version
     */
    static Set<String> find(List<Path> jars, String directory) {
        URL[] urls = jars.stream().map(FlinkHandlers::url).toArray(URL[]::new);
        try (URLClassLoader loader =
                new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            FlinkHandlers handlers = new FlinkHandlers(loader);
            Set<String> operations = new TreeSet<>();
            for (Path jar : jars) {
                handlers.addTo(operations, jar, directory);
            }
            return operations;
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addTo(Set<String> operations, Path jar, String directory)
            throws IOException, ReflectiveOperationException {
        List<String> classes;
        try (JarFile file = new JarFile(jar.toFile())) {
            classes =
                    file.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith(directory) && name.endsWith(".class"))
                            // what Flink has taken from others
                            .filter(name -> !name.contains("/shaded/"))
                            .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                            .toList();
        }
        for (String name : classes) {
            Class<?> type = load(name);
            if (type != null
                    && specification.isAssignableFrom(type)
                    && !Modifier.isAbstract(type.getModifiers())
                    && !decorates(type)) {
                operations.add(operation(instance(type)));
            }
        }
    }

    /**
     * Loads a class; null if it stands on one that is not there. A handler does not: all that those
     * stand on is Flink's own.
     */
    private Class<?> load(String name) throws ClassNotFoundException {
        try {
            return loader.loadClass(name);
        } catch (LinkageError e) {
            return null;
        }
    }

    /** Whether it changes the path or headers of another one, and has no operation of its own. */
    private boolean decorates(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .map(Executable::getParameterTypes)
                .flatMap(Arrays::stream)
                .anyMatch(specification::isAssignableFrom);
    }

    /** Gets the only instance of a class, in whichever way the class offers it, or makes one. */
    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && method.getReturnType() == type) {
                method.setAccessible(true);
                return method.invoke(null);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                field.setAccessible(true);
                return field.get(null);
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                constructor.setAccessible(true);
                return constructor.newInstance();
            }
        }
        throw new IllegalStateException(
                "Teach FlinkHandlers how to get an instance of the handler's class "
                        + type.getName());
    }

    private String operation(Object handler) throws ReflectiveOperationException {
        return specification.getMethod("getHttpMethod").invoke(handler)
                + " "
                + specification.getMethod("getTargetRestEndpointURL").invoke(handler);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
