<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>Crash: the primary, %1, is killed with SIGKILL</source>
        <translation>Fallo: la instancia principal, %1, se mata con SIGKILL</translation>
    </message>
    <message>
        <source>Quit: the primary, %1, is asked to end with SIGTERM</source>
        <translation>Salida: se pide a la instancia principal, %1, que termine con SIGTERM</translation>
    </message>
    <message>
        <source>%1 has not ended</source>
        <translation>%1 no ha terminado</translation>
    </message>
    <message>
        <source>%1 has not ended with status 0</source>
        <translation>%1 no ha terminado con el estado 0</translation>
    </message>
    <message>
        <source>%1 has ended with status 0</source>
        <translation>%1 ha terminado con el estado 0</translation>
    </message>
    <message>
        <source>Hang: the primary, %1, is stopped with SIGSTOP; the policy is to fence</source>
        <translation>Bloqueo: la instancia principal, %1, se detiene con SIGSTOP; la política es aislar</translation>
    </message>
    <message>
        <source>%1 wakes up (SIGCONT)</source>
        <translation>%1 despierta (SIGCONT)</translation>
    </message>
    <message>
        <source>Hand over: the primary, %1, is told to hand the role to its successor</source>
        <translation>Traspaso: se indica a la instancia principal, %1, que traspase el rol a su sucesora</translation>
    </message>
    <message>
        <source>nobody has become primary</source>
        <translation>nadie ha pasado a ser principal</translation>
    </message>
    <message>
        <source>%1 says that it leaves</source>
        <translation>%1 dice que se va</translation>
    </message>
    <message>
        <source>I am the primary, epoch %1 (%2)</source>
        <translation>Soy la principal, época %1 (%2)</translation>
    </message>
    <message>
        <source>the epoch has not grown from %1</source>
        <translation>la época no ha crecido desde %1</translation>
    </message>
    <message>
        <source>the reason should be %1</source>
        <translation>el motivo debería ser %1</translation>
    </message>
    <message>
        <source>more than one has become primary</source>
        <translation>más de una ha pasado a ser principal</translation>
    </message>
    <message>
        <source>exactly one new primary: %1, epoch %2 (before: %3), after %4</source>
        <translation>exactamente una nueva principal: %1, época %2 (antes: %3), después de %4</translation>
    </message>
    <message>
        <source>%1 has not seen the new primary</source>
        <translation>%1 no ha visto a la nueva principal</translation>
    </message>
    <message>
        <source>the primary is %1</source>
        <translation>la principal es %1</translation>
    </message>
    <message>
        <source>%1 is the primary, epoch %2</source>
        <translation>%1 es la principal, época %2</translation>
    </message>
    <message>
        <source>%1 is not a secondary</source>
        <translation>%1 no es secundaria</translation>
    </message>
    <message>
        <source>I am a secondary (%1)</source>
        <translation>Soy secundaria (%1)</translation>
    </message>
    <message>
        <source>%1 has given up the role</source>
        <translation>%1 ha cedido el rol</translation>
    </message>
    <message>
        <source>there is no primary with a successor</source>
        <translation>no hay principal con una sucesora</translation>
    </message>
    <message>
        <source>written by %1 %2</source>
        <comment>1: instance, 2: when</comment>
        <translation>escrito por %1 %2</translation>
    </message>
    <message>
        <source>before the %1</source>
        <translation>antes: %1</translation>
    </message>
    <message>
        <source>during the %1</source>
        <translation>durante: %1</translation>
    </message>
    <message>
        <source>what I wrote meanwhile is in the note</source>
        <translation>lo que escribí entretanto está en la nota</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>las instancias no se ven entre sí</translation>
    </message>
    <message>
        <source>there is not exactly one primary</source>
        <translation>no hay exactamente una principal</translation>
    </message>
    <message>
        <source>after the %1</source>
        <translation>después: %1</translation>
    </message>
</context>
<context>
    <name>Demo::Closing</name>
    <message>
        <source>&amp;Keep open</source>
        <translation>&amp;Mantener abierta</translation>
    </message>
    <message>
        <source>&amp;Close anyway</source>
        <translation>&amp;Cerrar de todos modos</translation>
    </message>
    <message>
        <source>Edits not saved yet: %1. The window closes as soon as they are saved.</source>
        <translation>Cambios aún sin guardar: %1. La ventana se cierra en cuanto estén guardados.</translation>
    </message>
</context>
<context>
    <name>Demo::Commands</name>
    <message>
        <source>There is no command &quot;%1&quot;</source>
        <translation>No existe la orden «%1»</translation>
    </message>
    <message>
        <source>Milliseconds are needed, not &quot;%1&quot;</source>
        <translation>Se necesitan milisegundos, no «%1»</translation>
    </message>
</context>
<context>
    <name>Demo::EventLog</name>
    <message>
        <source>Events</source>
        <translation>Sucesos</translation>
    </message>
    <message>
        <source>This window: %1</source>
        <translation>Esta ventana: %1</translation>
    </message>
    <message>
        <source>This window: %1 (%2)</source>
        <translation>Esta ventana: %1 (%2)</translation>
    </message>
    <message>
        <source>This window is the primary now, epoch %1.</source>
        <translation>Esta ventana es ahora la principal, época %1.</translation>
    </message>
    <message>
        <source>%1 is the primary now, epoch %2.</source>
        <translation>%1 es ahora la principal, época %2.</translation>
    </message>
    <message>
        <source>The primary is %1.</source>
        <translation>La principal: %1.</translation>
    </message>
    <message>
        <source>The primary, %1, is %2.</source>
        <translation>La principal, %1: %2.</translation>
    </message>
    <message>
        <source>Instances: %1</source>
        <translation>Instancias: %1</translation>
    </message>
    <message>
        <source>%1 is leaving.</source>
        <translation>%1 se va.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>1: time of day, 2: event</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>Demo::InstanceTable</name>
    <message>
        <source>Instances of the group</source>
        <translation>Instancias del grupo</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instancia</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Succession</source>
        <translation>Sucesión</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Proceso</translation>
    </message>
    <message>
        <source>%1 (this window)</source>
        <translation>%1 (esta ventana)</translation>
    </message>
    <message>
        <source>next</source>
        <translation>siguiente</translation>
    </message>
    <message>
        <source>observes only</source>
        <translation>solo observa</translation>
    </message>
</context>
<context>
    <name>Demo::Launcher</name>
    <message>
        <source>An instance did not start: %1</source>
        <translation>Una instancia no se ha iniciado: %1</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWindow</name>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;ota</translation>
    </message>
    <message>
        <source>&amp;Instances</source>
        <translation>&amp;Instancias</translation>
    </message>
    <message>
        <source>Roles over time</source>
        <translation>Roles a lo largo del tiempo</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Sucesos</translation>
    </message>
    <message>
        <source>Note, shared by all windows</source>
        <translation>Nota común a todas las ventanas</translation>
    </message>
    <message>
        <source>Type here. What is typed in one window appears in all.</source>
        <translation>Escriba aquí. Lo que se teclea en una ventana aparece en todas.</translation>
    </message>
    <message>
        <source>Last notice</source>
        <translation>Último aviso</translation>
    </message>
    <message>
        <source>Edits of this window</source>
        <translation>Cambios de esta ventana</translation>
    </message>
    <message>
        <source>File of the note</source>
        <translation>Archivo de la nota</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>1: id of the instance, 2: its role</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Epoch %1. This window writes the file.</source>
        <translation>Época %1. Esta ventana escribe el archivo.</translation>
    </message>
    <message>
        <source>There is no primary yet.</source>
        <translation>Todavía no hay principal.</translation>
    </message>
    <message>
        <source>Epoch %1. The primary is %2: %3.</source>
        <translation>Época %1. La principal es %2: %3.</translation>
    </message>
    <message>
        <source>Edits: %1 sent, %2 acknowledged, %3 lost</source>
        <translation>Cambios: %1 enviados, %2 confirmados, %3 perdidos</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWriter</name>
    <message>
        <source>The primary has no note; start it with --file PATH</source>
        <translation>La principal no tiene nota; iníciela con --file PATH</translation>
    </message>
    <message>
        <source>The primary writes %1 and no other note; open that one, or use a --scope of your own</source>
        <translation>La principal escribe %1 y ninguna otra nota; abra esa o use un --scope propio</translation>
    </message>
</context>
<context>
    <name>Demo::RoleBadge</name>
    <message>
        <source>Role of this window: %1</source>
        <translation>Rol de esta ventana: %1</translation>
    </message>
</context>
<context>
    <name>Demo::Session</name>
    <message>
        <source>Edits given up: %1. The primary did not write them in time</source>
        <translation>Cambios abandonados: %1. La instancia principal no los escribió a tiempo</translation>
    </message>
</context>
<context>
    <name>Demo::Stage</name>
    <message>
        <source>%1 has not got a role</source>
        <translation>%1 no ha recibido ningún rol</translation>
    </message>
    <message>
        <source>process %1 is %2, epoch %3; the process is %4 old</source>
        <translation>el proceso %1 es %2, época %3; el proceso tiene %4</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>las instancias no se ven entre sí</translation>
    </message>
    <message>
        <source>%1 has not seen &quot;%2&quot; written</source>
        <translation>%1 no ha visto escrito «%2»</translation>
    </message>
    <message>
        <source>the note is not what was written: %1</source>
        <translation>la nota no es lo que se escribió: %1</translation>
    </message>
    <message numerus="yes">
        <source>the note has all %n lines, each once and in order</source>
        <translation>
            <numerusform>la nota tiene la línea (%n)</numerusform>
            <numerusform>la nota tiene las %n líneas, cada una una vez y en orden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Demo::StatusQuery</name>
    <message>
        <source>The group %1 has no primary.</source>
        <translation>El grupo %1 no tiene instancia principal.</translation>
    </message>
    <message>
        <source>Primary %1, epoch %2, health %3.</source>
        <translation>Principal %1, época %2, estado %3.</translation>
    </message>
</context>
<context>
    <name>Demo::Timeline</name>
    <message>
        <source>Roles over time</source>
        <translation>Roles a lo largo del tiempo</translation>
    </message>
    <message>
        <source>No primary yet</source>
        <translation>Todavía no hay principal</translation>
    </message>
    <message>
        <source>The last new primary is %1, epoch %2</source>
        <translation>La última nueva principal es %1, época %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>época %1</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <comment>1: &quot;epoch 5&quot;, 2: &quot;1.4 ms&quot;</comment>
        <translation>%1, después de %2</translation>
    </message>
</context>
<context>
    <name>Demo::WindowActions</name>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Ventana</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rol</translation>
    </message>
    <message>
        <source>&amp;Try out</source>
        <translation>&amp;Probar</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>I&amp;dioma</translation>
    </message>
    <message>
        <source>Hand over &amp;to</source>
        <translation>Traspasar &amp;a</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Nueva ventana</translation>
    </message>
    <message>
        <source>Start one more instance</source>
        <translation>Iniciar una instancia más</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>&amp;Traspasar</translation>
    </message>
    <message>
        <source>Give the role to the successor</source>
        <translation>Dar el rol a la sucesora</translation>
    </message>
    <message>
        <source>&amp;Become primary</source>
        <translation>&amp;Pasar a ser principal</translation>
    </message>
    <message>
        <source>Ask the primary for the role</source>
        <translation>Pedir el rol a la principal</translation>
    </message>
    <message>
        <source>&amp;Observe only</source>
        <translation>Solo &amp;observar</translation>
    </message>
    <message>
        <source>Never become primary</source>
        <translation>No ser nunca principal</translation>
    </message>
    <message>
        <source>&amp;Crash…</source>
        <translation>&amp;Fallar…</translation>
    </message>
    <message>
        <source>Kill this instance, as a crash would</source>
        <translation>Matar esta instancia, como haría un fallo</translation>
    </message>
    <message>
        <source>&amp;Freeze the window for 20 s…</source>
        <translation>&amp;Congelar la ventana 20 s…</translation>
    </message>
    <message>
        <source>&amp;Stop the process for 20 s…</source>
        <translation>&amp;Detener el proceso 20 s…</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Acciones</translation>
    </message>
    <message>
        <source>%1 (the successor)</source>
        <translation>%1 (la sucesora)</translation>
    </message>
    <message>
        <source>The window did not start: %1</source>
        <translation>La ventana no se ha iniciado: %1</translation>
    </message>
    <message>
        <source>Kill this instance? It has no chance to say anything; the others notice.</source>
        <translation>¿Matar esta instancia? No podrá decir nada; las demás lo notan.</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>Fallar</translation>
    </message>
    <message>
        <source>Freeze this window for 20 seconds? Its process goes on, and says that it is busy.</source>
        <translation>¿Congelar esta ventana durante 20 segundos? Su proceso sigue, y dice que está ocupado.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Congelar</translation>
    </message>
    <message>
        <source>Stop this process for 20 seconds? Not even its heartbeats go on.</source>
        <translation>¿Detener este proceso durante 20 segundos? Ni siquiera continúan sus señales de vida.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Main menu</source>
        <translation>Menú principal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>next</source>
        <translation>siguiente</translation>
    </message>
    <message>
        <source>INSTANCE</source>
        <translation>INSTANCIA</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>ROL</translation>
    </message>
    <message>
        <source>ENABLED</source>
        <translation>ACTIVADA</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>PRIORIDAD</translation>
    </message>
    <message>
        <source>SUCCESSOR</source>
        <translation>SUCESORA</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSIÓN</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>ok: %1</source>
        <translation>ok: %1</translation>
    </message>
    <message>
        <source>FAILED: %1</source>
        <translation>ERROR: %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>&quot;%1&quot; is not a whole number in range</source>
        <translation>«%1» no es un número entero dentro del intervalo</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;wait&quot; nor &quot;fence&quot;</source>
        <translation>«%1» no es ni «wait» ni «fence»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of crash, quit, hang, handover</source>
        <translation>«%1» no es ninguno de crash, quit, hang, handover</translation>
    </message>
    <message>
        <source>The instances that belong together.</source>
        <translation>Las instancias que van juntas.</translation>
    </message>
    <message>
        <source>The workspace or document; an absolute path is resolved.</source>
        <translation>El espacio de trabajo o el documento; una ruta absoluta se resuelve.</translation>
    </message>
    <message>
        <source>Where locks and sockets lie.</source>
        <translation>Dónde están los bloqueos y los sockets.</translation>
    </message>
    <message>
        <source>The name of this instance; unique by default.</source>
        <translation>El nombre de esta instancia; único de forma predeterminada.</translation>
    </message>
    <message>
        <source>Start N instances, each a process; end them with this one.</source>
        <translation>Iniciar N instancias, cada una un proceso; terminan con esta.</translation>
    </message>
    <message>
        <source>Higher is preferred as successor.</source>
        <translation>La más alta se prefiere como sucesora.</translation>
    </message>
    <message>
        <source>Time between two heartbeats.</source>
        <translation>Tiempo entre dos señales de vida.</translation>
    </message>
    <message>
        <source>Silence after which the primary counts as hung.</source>
        <translation>Silencio tras el que la principal se considera bloqueada.</translation>
    </message>
    <message>
        <source>What to do about a hung primary: wait or fence.</source>
        <translation>Qué hacer con una principal bloqueada: wait (esperar) o fence (aislar).</translation>
    </message>
    <message>
        <source>Watch only; never become primary.</source>
        <translation>Solo observar; no ser nunca principal.</translation>
    </message>
    <message>
        <source>Do not use the session bus.</source>
        <translation>No usar el bus de sesión.</translation>
    </message>
    <message>
        <source>Open no window.</source>
        <translation>No abrir ninguna ventana.</translation>
    </message>
    <message>
        <source>Print one JSON object a line; take commands on stdin.</source>
        <translation>Imprimir un objeto JSON por línea; leer órdenes de la entrada estándar.</translation>
    </message>
    <message>
        <source>The note, a plain text file that the primary alone writes.</source>
        <translation>La nota, un archivo de texto sin formato que solo escribe la principal.</translation>
    </message>
    <message>
        <source>While primary, append a line every MS milliseconds.</source>
        <translation>Mientras sea principal, añadir una línea cada MS milisegundos.</translation>
    </message>
    <message>
        <source>Print the group as a table; exit with 2 when it has no primary.</source>
        <translation>Imprimir el grupo como tabla; terminar con 2 si no tiene instancia principal.</translation>
    </message>
    <message>
        <source>Play a story on real processes: crash, quit, hang or handover; several are played in turn.</source>
        <translation>Representar una historia con procesos reales: crash, quit, hang o handover; varias se representan por turno.</translation>
    </message>
    <message>
        <source>A notes editor whose windows are processes; one of them, the primary, writes the file.</source>
        <translation>Un editor de notas cuyas ventanas son procesos; uno de ellos, el principal, escribe el archivo.</translation>
    </message>
    <message>
        <source>Unexpected argument &quot;%1&quot;; name the note with --file</source>
        <translation>Argumento inesperado «%1»; indique la nota con --file</translation>
    </message>
    <message>
        <source>There is no display for a window; use --headless</source>
        <translation>No hay pantalla para una ventana; use --headless</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no known way to answer</source>
        <translation>«%1» no es una forma conocida de responder</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;primary&quot; nor &quot;secondary&quot;</source>
        <translation>«%1» no es ni «primary» ni «secondary»</translation>
    </message>
</context>
<context>
    <name>SealedNote</name>
    <message>
        <source>%1 cannot be locked; put it on a file system that has locks</source>
        <translation>%1 no se puede bloquear; póngalo en un sistema de archivos que tenga bloqueos</translation>
    </message>
    <message>
        <source>%1 has lost the seal of epoch %2: it was replaced; hand over or restart to seal it again</source>
        <translation>%1 ha perdido el sello de la época %2: fue reemplazado; traspase el rol o reinicie para sellarlo de nuevo</translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read; move it away to begin a new one</source>
        <translation>%1 está dañado o no se puede leer; muévalo para empezar uno nuevo</translation>
    </message>
    <message>
        <source>%1 is not a text in UTF-8; choose another file</source>
        <translation>%1 no es un texto en UTF-8; elija otro archivo</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Look at its folder, its permissions and the free space</source>
        <translation>No se puede escribir %1: %2. Revise su carpeta, sus permisos y el espacio libre</translation>
    </message>
    <message>
        <source>Epoch %1 may not write to %2: epoch %3 has sealed it. If no other group has that file, move %4 away to begin a new one</source>
        <translation>La época %1 no puede escribir en %2: la época %3 lo ha sellado. Si ningún otro grupo tiene ese archivo, mueva %4 para empezar uno nuevo</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message numerus="yes">
        <source>%n instances start; each knows its role after</source>
        <translation>
            <numerusform>%n instancia se inicia; conoce su rol después de</numerusform>
            <numerusform>%n instancias se inician; cada una conoce su rol después de</numerusform>
        </translation>
    </message>
    <message>
        <source>The end: those who are left are asked to end</source>
        <translation>El final: se pide a las que quedan que terminen</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>Todos los pasos se han cumplido.</translation>
    </message>
    <message>
        <source>A step failed.</source>
        <translation>Un paso ha fallado.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No role yet</source>
        <translation>Todavía sin rol</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>Secundaria</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconocida</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>viva</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>ocupada</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>detenida</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>no responde</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>ausente</translation>
    </message>
    <message>
        <source>it was the first</source>
        <translation>fue la primera</translation>
    </message>
    <message>
        <source>the primary crashed</source>
        <translation>la principal falló</translation>
    </message>
    <message>
        <source>the primary left</source>
        <translation>la principal se fue</translation>
    </message>
    <message>
        <source>the primary did not respond</source>
        <translation>la principal no respondía</translation>
    </message>
    <message>
        <source>the role was handed over</source>
        <translation>el rol se traspasó</translation>
    </message>
    <message>
        <source>the role was asked for</source>
        <translation>se pidió el rol</translation>
    </message>
    <message>
        <source>it was fenced</source>
        <translation>fue aislada</translation>
    </message>
    <message>
        <source>it lost its lock</source>
        <translation>perdió su bloqueo</translation>
    </message>
    <message>
        <source>it could not take the role</source>
        <translation>no pudo tomar el rol</translation>
    </message>
    <message>
        <source>it stopped</source>
        <translation>se detuvo</translation>
    </message>
</context>
</TS>
