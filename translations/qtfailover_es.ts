<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>QtFailover</name>
    <message>
        <source>Cannot bind the abstract socket of epoch %1: %2. If the directory of the group is deleted meanwhile, a new instance may not see the primary at once; allow abstract sockets and raise the limit of open files.</source>
        <translation>No se puede enlazar el socket abstracto de la época %1: %2. Si entretanto se borra la carpeta del grupo, puede que una instancia nueva no vea enseguida a la principal; permita los sockets abstractos y aumente el límite de archivos abiertos.</translation>
    </message>
    <message>
        <source>Neither netlink nor /proc/net/unix tells which abstract sockets exist. Make /proc readable for the application.</source>
        <translation>Ni netlink ni /proc/net/unix dicen qué sockets abstractos existen. Haga que la aplicación pueda leer /proc.</translation>
    </message>
    <message>
        <source>There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set. Everything works without it, but nothing is shown on D-Bus.</source>
        <translation>No hay bus de sesión: no están definidos ni DBUS_SESSION_BUS_ADDRESS ni XDG_RUNTIME_DIR. Todo funciona sin él, pero no se muestra nada en D-Bus.</translation>
    </message>
    <message>
        <source>The session bus %1 is not used: only addresses that begin with unix: can be tested without waiting. Set DBUS_SESSION_BUS_ADDRESS to one.</source>
        <translation>El bus de sesión %1 no se usa: solo las direcciones que empiezan por unix: se pueden probar sin esperar. Ponga una de ellas en DBUS_SESSION_BUS_ADDRESS.</translation>
    </message>
    <message>
        <source>The session bus %1 is not there. Everything works without it, and it is looked for again; start it to see the instances on D-Bus.</source>
        <translation>El bus de sesión %1 no está. Todo funciona sin él, y se sigue buscando; inícielo para ver las instancias en D-Bus.</translation>
    </message>
    <message>
        <source>The session bus %1 refuses this process. Check that the address is that of the user&apos;s own bus; it is tried again.</source>
        <translation>El bus de sesión %1 rechaza este proceso. Compruebe que la dirección es la del bus del propio usuario; se volverá a intentar.</translation>
    </message>
    <message>
        <source>The session bus %1 does not answer. Everything works without it, and it is tried again; restart it if it hangs.</source>
        <translation>El bus de sesión %1 no responde. Todo funciona sin él, y se volverá a intentar; reinícielo si está bloqueado.</translation>
    </message>
    <message>
        <source>The session bus %1 answers, but Qt cannot connect to it. It is tried again.</source>
        <translation>El bus de sesión %1 responde, pero Qt no puede conectarse a él. Se volverá a intentar.</translation>
    </message>
    <message>
        <source>The bus name %1 is not to be had (%2). Roles do not depend on it. End the program that owns it, or in a sandbox choose a group below the application&apos;s id.</source>
        <translation>El nombre de bus %1 no está disponible (%2). Los roles no dependen de él. Cierre el programa que lo posee o, en un entorno aislado, elija un grupo por debajo del identificador de la aplicación.</translation>
    </message>
    <message>
        <source>Cannot make a local socket in %1: %2. Check that the directory exists and can be written to, and that the disk is not full.</source>
        <translation>No se puede crear un socket local en %1: %2. Compruebe que la carpeta existe, que se puede escribir en ella y que el disco no está lleno.</translation>
    </message>
    <message>
        <source>No file can be made in %1: %2. Make room and make it writable for you, or choose another runtimeDirectory.</source>
        <translation>No se puede crear ningún archivo en %1: %2. Haga sitio y dese permiso de escritura, o elija otro runtimeDirectory.</translation>
    </message>
    <message>
        <source>The lock file in %1 cannot be written. Make room, or choose another runtimeDirectory.</source>
        <translation>No se puede escribir el archivo de bloqueo en %1. Haga sitio, o elija otro runtimeDirectory.</translation>
    </message>
    <message>
        <source>No file in %1 can be locked. Choose a runtimeDirectory on a local file system.</source>
        <translation>No se puede bloquear ningún archivo en %1. Elija un runtimeDirectory en un sistema de archivos local.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made: %2. Make it yourself, for you alone (mode 0700), or choose another one.</source>
        <translation>No se puede crear la carpeta %1: %2. Créela usted mismo, solo para usted (modo 0700), o elija otra.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be opened: %2. Make it yours, with mode 0700, or choose another one.</source>
        <translation>No se puede abrir la carpeta %1: %2. Hágala suya, con el modo 0700, o elija otra.</translation>
    </message>
    <message>
        <source>%1 is not a directory. Remove it, or choose another one.</source>
        <translation>%1 no es una carpeta. Elimínelo, o elija otra.</translation>
    </message>
    <message>
        <source>%1 is a symbolic link where only a directory is trusted. Remove it, or choose another directory.</source>
        <translation>%1 es un enlace simbólico donde solo se confía en una carpeta. Elimínelo, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>The directory %1 belongs to the user with the number %2, not to this user. Choose another directory.</source>
        <translation>La carpeta %1 pertenece al usuario número %2, no a este usuario. Elija otra carpeta.</translation>
    </message>
    <message>
        <source>The directory %1 can be changed by other users (mode %2). Take that right away (chmod go-w), or choose another one.</source>
        <translation>Otros usuarios pueden modificar la carpeta %1 (modo %2). Quíteles ese permiso (chmod go-w), o elija otra.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made. Make it yourself, or choose another one.</source>
        <translation>No se puede crear la carpeta %1. Créela usted mismo, o elija otra.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2. Make room and make its directory yours, or choose another runtimeDirectory.</source>
        <translation>No se puede usar %1: %2. Haga sitio y haga suya la carpeta, o elija otro runtimeDirectory.</translation>
    </message>
    <message>
        <source>Whether %1 is locked cannot be told; it is taken for locked. Make it readable for you, or remove it when no instance runs.</source>
        <translation>No se puede saber si %1 está bloqueado; se considera que sí. Haga que usted pueda leerlo, o elimínelo cuando no se ejecute ninguna instancia.</translation>
    </message>
    <message>
        <source>The path %1 has %2 bytes; sockets can be made in paths of at most %3 bytes. Choose a shorter runtimeDirectory.</source>
        <translation>La ruta %1 tiene %2 bytes; solo se pueden crear sockets en rutas de %3 bytes como máximo. Elija un runtimeDirectory más corto.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Make room and make it writable for you; until then epochs are safe only as long as the runtime directory lasts.</source>
        <translation>No se puede escribir %1: %2. Haga sitio y dese permiso de escritura; hasta entonces las épocas solo son seguras mientras dure la carpeta de ejecución.</translation>
    </message>
    <message>
        <source>The last %1 instances that became primary failed while they were promoted; no other follows them by itself. Remove the cause, then start an instance or call takeOver().</source>
        <translation>Las últimas %1 instancias que pasaron a ser principales fallaron durante su promoción; ninguna otra las sigue por sí sola. Elimine la causa y después inicie una instancia o llame a takeOver().</translation>
    </message>
    <message>
        <source>There are no epochs left.</source>
        <translation>No quedan épocas.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary; this one was told to run as primary or not at all.</source>
        <translation>Otra instancia de %1 es la principal; esta debía serlo o no ejecutarse.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary, but not in this runtime directory, and cannot be reached. Start both with the same XDG_RUNTIME_DIR, or set Config::runtimeDirectory.</source>
        <translation>Otra instancia de %1 es la principal, pero no en este directorio de ejecución, y no se puede contactar con ella. Inicie ambas con el mismo XDG_RUNTIME_DIR, o establezca Config::runtimeDirectory.</translation>
    </message>
    <message>
        <source>An instance of %1 holds the guard of the role but does not answer: it is stopped or frozen. Let it go on, or end it.</source>
        <translation>Una instancia de %1 tiene la guarda del rol pero no responde: está detenida o congelada. Deje que continúe, o termínela.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 failed: %2. The role is free for the next instance; this one tries again later.</source>
        <translation>La promoción a la época %1 falló: %2. El rol queda libre para la siguiente instancia; esta lo intentará más tarde.</translation>
    </message>
    <message>
        <source>This instance did not become primary: %1.</source>
        <translation>Esta instancia no ha pasado a ser principal: %1.</translation>
    </message>
    <message>
        <source>The role was not handed over: %1.</source>
        <translation>El rol no se ha traspasado: %1.</translation>
    </message>
    <message>
        <source>The primary of %1 speaks another version of the protocol than %2. Run the same version of the application.</source>
        <translation>La instancia principal de %1 habla otra versión del protocolo que %2. Use en todas la misma versión de la aplicación.</translation>
    </message>
    <message>
        <source>Another instance of %1 has the id &quot;%2&quot;. This one stays secondary; give each instance an id of its own.</source>
        <translation>Otra instancia de %1 tiene el identificador «%2». Esta sigue siendo secundaria; dé a cada instancia un identificador propio.</translation>
    </message>
    <message>
        <source>%1: it is not valid Unicode. Give a valid text.</source>
        <translation>%1: no es Unicode válido. Indique un texto válido.</translation>
    </message>
    <message>
        <source>%1: it contains control characters. Remove them.</source>
        <translation>%1: contiene caracteres de control. Elimínelos.</translation>
    </message>
    <message>
        <source>%1: it is %2 bytes long in UTF-8. Use a shorter one, of %3 bytes at most.</source>
        <translation>%1: ocupa %2 bytes en UTF-8. Use un texto más corto, de %3 bytes como máximo.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4, or 0 for never.</source>
        <translation>%1: %2 está fuera del intervalo. Elija de %3 a %4, o 0 para nunca.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4.</source>
        <translation>%1: %2 está fuera del intervalo. Elija de %3 a %4.</translation>
    </message>
    <message>
        <source>heartbeatTimeout: %1 is less than twice the heartbeatInterval of %2. Choose at least %3, or a shorter heartbeatInterval.</source>
        <translation>heartbeatTimeout: %1 es menos del doble del heartbeatInterval de %2. Elija al menos %3, o un heartbeatInterval más corto.</translation>
    </message>
    <message>
        <source>mainLoopTimeout: %1 is not more than the heartbeatInterval of %2. Choose a longer one, or 0 for never.</source>
        <translation>mainLoopTimeout: %1 no supera el heartbeatInterval de %2. Elija una duración mayor, o 0 para nunca.</translation>
    </message>
    <message>
        <source>runtimeDirectory: &quot;%1&quot; is relative. Give an absolute path, or none for the user&apos;s own runtime directory.</source>
        <translation>runtimeDirectory: «%1» es relativa. Indique una ruta absoluta, o ninguna para la carpeta de ejecución del usuario.</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>uno de %1</translation>
    </message>
    <message>
        <source>a whole number of milliseconds</source>
        <translation>un número entero de milisegundos</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true o false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un número entero</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texto</translation>
    </message>
    <message>
        <source>%1: there is no such setting (its value is &quot;%2&quot;). Use one of %3.</source>
        <translation>%1: no existe ese ajuste (su valor es «%2»). Use uno de %3.</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; cannot be used. Give %3.</source>
        <translation>%1: el valor «%2» no se puede usar. Indique %3.</translation>
    </message>
    <message>
        <source>an exception that is no std::exception</source>
        <translation>una excepción que no es una std::exception</translation>
    </message>
    <message>
        <source>The primary has no request handler. Call Messenger::setRequestHandler() in every instance.</source>
        <translation>La instancia principal no tiene controlador de peticiones. Llame a Messenger::setRequestHandler() en todas las instancias.</translation>
    </message>
    <message>
        <source>The reply is larger than a message may be, or the primary has no room for more requests. Send less at a time.</source>
        <translation>La respuesta es mayor de lo que puede ser un mensaje, o la instancia principal no tiene sitio para más peticiones. Envíe menos de una vez.</translation>
    </message>
    <message>
        <source>This Messenger has no Watcher to work with.</source>
        <translation>Este Messenger no tiene un Watcher con el que trabajar.</translation>
    </message>
    <message>
        <source>The request is larger than a message may be, or too many wait for their replies. Send less at a time.</source>
        <translation>La petición es mayor de lo que puede ser un mensaje, o hay demasiadas a la espera de respuesta. Envíe menos de una vez.</translation>
    </message>
    <message>
        <source>There was no primary in time.</source>
        <translation>No hubo instancia principal a tiempo.</translation>
    </message>
    <message>
        <source>The primary did not answer in time. It may be busy or stopped; it may still do what it was asked.</source>
        <translation>La instancia principal no respondió a tiempo. Puede que esté ocupada o detenida; puede que aún haga lo que se le pidió.</translation>
    </message>
    <message>
        <source>The request handler has thrown: %1</source>
        <translation>El controlador de peticiones ha lanzado una excepción: %1</translation>
    </message>
    <message>
        <source>The Messenger or its Watcher was destroyed.</source>
        <translation>El Messenger o su Watcher se ha destruido.</translation>
    </message>
    <message>
        <source>The promotion handler let go of its Promotion without an answer. Call accept() or reject(), or keep a copy until you do.</source>
        <translation>El controlador de promoción soltó su Promotion sin respuesta. Llame a accept() o reject(), o guarde una copia hasta entonces.</translation>
    </message>
    <message>
        <source>The request handler let go of the Request without an answer. Call reply() or reject(), or keep a copy until you do.</source>
        <translation>El controlador de peticiones soltó la Request sin respuesta. Llame a reply() o reject(), o guarde una copia hasta entonces.</translation>
    </message>
    <message>
        <source>The configuration cannot be changed while the Watcher is running. Call shutdown(), and setConfig() after stopped().</source>
        <translation>La configuración no se puede cambiar mientras el Watcher se ejecuta. Llame a shutdown(), y a setConfig() después de stopped().</translation>
    </message>
    <message>
        <source>There is no role to hand over: the Watcher is not running.</source>
        <translation>No hay rol que traspasar: el Watcher no se ejecuta.</translation>
    </message>
    <message>
        <source>The role cannot be taken over: the Watcher is not running. Call start().</source>
        <translation>No se puede tomar el rol: el Watcher no se ejecuta. Llame a start().</translation>
    </message>
    <message>
        <source>The promotion handler has thrown: %1</source>
        <translation>El controlador de promoción ha lanzado una excepción: %1</translation>
    </message>
    <message>
        <source>The demotion handler has thrown: %1. It counts as done; data may not have been written.</source>
        <translation>El controlador de degradación ha lanzado una excepción: %1. Se considera terminado; puede que no se hayan escrito datos.</translation>
    </message>
    <message>
        <source>There is no QCoreApplication. Make one before Watcher::start().</source>
        <translation>No hay QCoreApplication. Cree una antes de Watcher::start().</translation>
    </message>
    <message>
        <source>Watcher::start() was called in another thread than the Watcher&apos;s. Call it there, for instance with QMetaObject::invokeMethod().</source>
        <translation>Se llamó a Watcher::start() en un hilo distinto del del Watcher. Llámelo en este, por ejemplo con QMetaObject::invokeMethod().</translation>
    </message>
    <message>
        <source>group: it is empty, and the application has no name to make one from. Set Config::group or QCoreApplication::applicationName.</source>
        <translation>group: está vacío, y la aplicación no tiene nombre con el que formar uno. Defina Config::group o QCoreApplication::applicationName.</translation>
    </message>
    <message>
        <source>The Watcher was started before fork(). Make one of its own in the child.</source>
        <translation>El Watcher se inició antes de fork(). Cree uno propio en el proceso hijo.</translation>
    </message>
    <message>
        <source>The system gave no thread to QtFailover. End other processes, or raise the limit (ulimit -u).</source>
        <translation>El sistema no dio ningún hilo a QtFailover. Termine otros procesos, o aumente el límite (ulimit -u).</translation>
    </message>
    <message>
        <source>QtFailover&apos;s thread did not end in time: a disk or a file system does not answer. It goes on in the background, and the lock may be held as long as the process lives.</source>
        <translation>El hilo de QtFailover no terminó a tiempo: un disco o un sistema de archivos no responde. Continúa en segundo plano, y puede que el bloqueo se mantenga mientras viva el proceso.</translation>
    </message>
    <message>
        <source>The session bus %1 cannot be asked: this process has no descriptor left. Everything works without it, and it is tried again; close files, or raise the limit (ulimit -n).</source>
        <translation>No se puede preguntar al bus de sesión %1: a este proceso no le queda ningún descriptor. Todo funciona sin él, y se volverá a intentar; cierre archivos o aumente el límite (ulimit -n).</translation>
    </message>
    <message>
        <source>%1 cannot be made: its file system has no hard links. Choose a runtimeDirectory in another one, as XDG_RUNTIME_DIR has it.</source>
        <translation>No se puede crear %1: su sistema de archivos no tiene enlaces duros. Elija un runtimeDirectory en otro, como el de XDG_RUNTIME_DIR.</translation>
    </message>
    <message>
        <source>This instance of %1 is no longer primary: its lock of epoch %2 was deleted or replaced. Leave the files in the runtime directory to QtFailover.</source>
        <translation>Esta instancia de %1 ya no es la principal: su bloqueo de la época %2 fue eliminado o sustituido. Deje los archivos de la carpeta de ejecución a QtFailover.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: its lock was deleted or replaced meanwhile. This instance tries again; leave the files in the runtime directory to QtFailover.</source>
        <translation>Se abandonó la promoción a la época %1: entretanto su bloqueo fue eliminado o sustituido. Esta instancia lo intenta de nuevo; deje los archivos de la carpeta de ejecución a QtFailover.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: another instance has taken the role while this one hung.</source>
        <translation>Se abandonó la promoción a la época %1: otra instancia tomó el rol mientras esta estaba bloqueada.</translation>
    </message>
    <message>
        <source>no answer within promotionTimeout</source>
        <translation>sin respuesta dentro de promotionTimeout</translation>
    </message>
    <message>
        <source>the primary did not answer in time</source>
        <translation>la principal no respondió a tiempo</translation>
    </message>
    <message>
        <source>it was ready too late</source>
        <translation>estuvo lista demasiado tarde</translation>
    </message>
    <message>
        <source>it lost the right meanwhile</source>
        <translation>perdió entretanto el derecho</translation>
    </message>
    <message>
        <source>it was disabled meanwhile</source>
        <translation>fue desactivada entretanto</translation>
    </message>
    <message>
        <source>this instance is disabled; enable it first</source>
        <translation>esta instancia está desactivada; actívela primero</translation>
    </message>
    <message>
        <source>the lock was lost</source>
        <translation>se perdió el bloqueo</translation>
    </message>
    <message>
        <source>its lock was lost and is not made anew yet</source>
        <translation>su bloqueo se perdió y aún no se ha creado de nuevo</translation>
    </message>
    <message>
        <source>another hand-over is under way</source>
        <translation>hay otro traspaso en curso</translation>
    </message>
    <message>
        <source>this instance is not primary</source>
        <translation>esta instancia no es principal</translation>
    </message>
    <message>
        <source>no other instance can be primary</source>
        <translation>ninguna otra instancia puede ser principal</translation>
    </message>
    <message>
        <source>the instance asked for is not a candidate</source>
        <translation>la instancia pedida no es candidata</translation>
    </message>
    <message>
        <source>nobody has taken it</source>
        <translation>nadie lo ha asumido</translation>
    </message>
    <message>
        <source>the instance asked for has not taken it</source>
        <translation>la instancia pedida no lo ha asumido</translation>
    </message>
    <message>
        <source>it has an owner</source>
        <translation>tiene propietario</translation>
    </message>
    <message>
        <source>it is taken away again and again</source>
        <translation>otro programa se lo apropia una y otra vez</translation>
    </message>
    <message>
        <source>The bus name %1 belongs to the instance %2 of the same group. Roles do not depend on it. Give each instance an id of its own; on the bus only the ASCII letters and digits of the ids count.</source>
        <translation>El nombre de bus %1 pertenece a la instancia %2 del mismo grupo. Los roles no dependen de él. Dé a cada instancia un identificador propio; en el bus solo cuentan las letras ASCII y las cifras de los identificadores.</translation>
    </message>
    <message>
        <source>the instance asked for did not answer in time</source>
        <translation>la instancia pedida no respondió a tiempo</translation>
    </message>
    <message>
        <source>the instance asked for is gone</source>
        <translation>la instancia pedida ya no está</translation>
    </message>
    <message>
        <source>the primary cannot let go of the role now</source>
        <translation>la principal no puede ceder el rol ahora</translation>
    </message>
</context>
</TS>
