<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QtFailover</name>
    <message>
        <source>Cannot bind the abstract socket of epoch %1: %2. If the directory of the group is deleted meanwhile, a new instance may not see the primary at once; allow abstract sockets and raise the limit of open files.</source>
        <translation>无法绑定纪元 %1 的抽象套接字：%2。如果此间群组的目录被删除，新实例可能无法立即看到主实例；请允许使用抽象套接字，并提高打开文件数的上限。</translation>
    </message>
    <message>
        <source>Neither netlink nor /proc/net/unix tells which abstract sockets exist. Make /proc readable for the application.</source>
        <translation>netlink 和 /proc/net/unix 都无法说明存在哪些抽象套接字。请让应用程序可以读取 /proc。</translation>
    </message>
    <message>
        <source>There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set. Everything works without it, but nothing is shown on D-Bus.</source>
        <translation>没有会话总线：DBUS_SESSION_BUS_ADDRESS 和 XDG_RUNTIME_DIR 都未设置。没有它一切照常工作，但 D-Bus 上不会显示任何内容。</translation>
    </message>
    <message>
        <source>The session bus %1 is not used: only addresses that begin with unix: can be tested without waiting. Set DBUS_SESSION_BUS_ADDRESS to one.</source>
        <translation>不使用会话总线 %1：只有以 unix: 开头的地址才能不经等待进行测试。请将 DBUS_SESSION_BUS_ADDRESS 设为这样的地址。</translation>
    </message>
    <message>
        <source>The session bus %1 is not there. Everything works without it, and it is looked for again; start it to see the instances on D-Bus.</source>
        <translation>会话总线 %1 不存在。没有它一切照常工作，并会继续查找；启动它即可在 D-Bus 上看到各实例。</translation>
    </message>
    <message>
        <source>The session bus %1 refuses this process. Check that the address is that of the user&apos;s own bus; it is tried again.</source>
        <translation>会话总线 %1 拒绝了此进程。请检查该地址是否为用户自己的总线；将会重试。</translation>
    </message>
    <message>
        <source>The session bus %1 does not answer. Everything works without it, and it is tried again; restart it if it hangs.</source>
        <translation>会话总线 %1 没有应答。没有它一切照常工作，并将重试；如果它已挂起，请重新启动它。</translation>
    </message>
    <message>
        <source>The session bus %1 answers, but Qt cannot connect to it. It is tried again.</source>
        <translation>会话总线 %1 有应答，但 Qt 无法连接到它。将会重试。</translation>
    </message>
    <message>
        <source>The bus name %1 is not to be had (%2). Roles do not depend on it. End the program that owns it, or in a sandbox choose a group below the application&apos;s id.</source>
        <translation>无法取得总线名称 %1（%2）。角色与它无关。请结束占用它的程序，或者在沙盒中选择应用程序标识之下的群组。</translation>
    </message>
    <message>
        <source>Cannot make a local socket in %1: %2. Check that the directory exists and can be written to, and that the disk is not full.</source>
        <translation>无法在 %1 中创建本地套接字：%2。请检查目录是否存在且可写，以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>No file can be made in %1: %2. Make room and make it writable for you, or choose another runtimeDirectory.</source>
        <translation>无法在 %1 中创建文件：%2。请腾出空间并使其可写，或选择其他 runtimeDirectory。</translation>
    </message>
    <message>
        <source>The lock file in %1 cannot be written. Make room, or choose another runtimeDirectory.</source>
        <translation>无法写入 %1 中的锁文件。请腾出空间，或选择其他 runtimeDirectory。</translation>
    </message>
    <message>
        <source>No file in %1 can be locked. Choose a runtimeDirectory on a local file system.</source>
        <translation>%1 中的文件无法加锁。请选择位于本地文件系统上的 runtimeDirectory。</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made: %2. Make it yourself, for you alone (mode 0700), or choose another one.</source>
        <translation>无法创建目录 %1：%2。请自行创建，且仅供自己使用（模式 0700），或选择其他目录。</translation>
    </message>
    <message>
        <source>The directory %1 cannot be opened: %2. Make it yours, with mode 0700, or choose another one.</source>
        <translation>无法打开目录 %1：%2。请使其归您所有，模式为 0700，或选择其他目录。</translation>
    </message>
    <message>
        <source>%1 is not a directory. Remove it, or choose another one.</source>
        <translation>%1 不是目录。请将其移除，或选择其他目录。</translation>
    </message>
    <message>
        <source>%1 is a symbolic link where only a directory is trusted. Remove it, or choose another directory.</source>
        <translation>%1 是符号链接，而此处只信任目录。请将其移除，或选择其他目录。</translation>
    </message>
    <message>
        <source>The directory %1 belongs to the user with the number %2, not to this user. Choose another directory.</source>
        <translation>目录 %1 属于编号为 %2 的用户，而不属于此用户。请选择其他目录。</translation>
    </message>
    <message>
        <source>The directory %1 can be changed by other users (mode %2). Take that right away (chmod go-w), or choose another one.</source>
        <translation>目录 %1 可被其他用户更改（模式 %2）。请取消该权限（chmod go-w），或选择其他目录。</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made. Make it yourself, or choose another one.</source>
        <translation>无法创建目录 %1。请自行创建，或选择其他目录。</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2. Make room and make its directory yours, or choose another runtimeDirectory.</source>
        <translation>无法使用 %1：%2。请腾出空间并使其目录归您所有，或选择其他 runtimeDirectory。</translation>
    </message>
    <message>
        <source>Whether %1 is locked cannot be told; it is taken for locked. Make it readable for you, or remove it when no instance runs.</source>
        <translation>无法判断 %1 是否已加锁，因此视为已加锁。请使其可读，或在没有实例运行时将其移除。</translation>
    </message>
    <message>
        <source>The path %1 has %2 bytes; sockets can be made in paths of at most %3 bytes. Choose a shorter runtimeDirectory.</source>
        <translation>路径 %1 有 %2 个字节；套接字路径最多 %3 个字节。请选择更短的 runtimeDirectory。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Make room and make it writable for you; until then epochs are safe only as long as the runtime directory lasts.</source>
        <translation>无法写入 %1：%2。请腾出空间并使其可写；在此之前，纪元只在运行时目录存续期间有保证。</translation>
    </message>
    <message>
        <source>The last %1 instances that became primary failed while they were promoted; no other follows them by itself. Remove the cause, then start an instance or call takeOver().</source>
        <translation>最近成为主实例的 %1 个实例都在提升时失败；不会再有其他实例自动接替。请消除原因，然后启动一个实例或调用 takeOver()。</translation>
    </message>
    <message>
        <source>There are no epochs left.</source>
        <translation>已没有可用的纪元。</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary; this one was told to run as primary or not at all.</source>
        <translation>%1 的另一个实例是主实例；此实例被要求要么作为主实例运行，要么不运行。</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary, but not in this runtime directory, and cannot be reached. Start both with the same XDG_RUNTIME_DIR, or set Config::runtimeDirectory.</source>
        <translation>%1 的另一个实例是主实例，但不在此运行时目录中，无法连接。请用相同的 XDG_RUNTIME_DIR 启动两者，或设置 Config::runtimeDirectory。</translation>
    </message>
    <message>
        <source>An instance of %1 holds the guard of the role but does not answer: it is stopped or frozen. Let it go on, or end it.</source>
        <translation>%1 的一个实例持有该角色的守卫但没有应答：它已停止或被冻结。请让它继续运行，或结束它。</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 failed: %2. The role is free for the next instance; this one tries again later.</source>
        <translation>提升到纪元 %1 失败：%2。该角色可由下一个实例接手；此实例稍后重试。</translation>
    </message>
    <message>
        <source>This instance did not become primary: %1.</source>
        <translation>此实例没有成为主实例：%1。</translation>
    </message>
    <message>
        <source>The role was not handed over: %1.</source>
        <translation>角色未移交：%1。</translation>
    </message>
    <message>
        <source>The primary of %1 speaks another version of the protocol than %2. Run the same version of the application.</source>
        <translation>%1 的主实例使用的协议版本与 %2 不同。请运行相同版本的应用程序。</translation>
    </message>
    <message>
        <source>Another instance of %1 has the id &quot;%2&quot;. This one stays secondary; give each instance an id of its own.</source>
        <translation>%1 的另一个实例的标识为“%2”。此实例保持为从实例；请为每个实例指定各自的标识。</translation>
    </message>
    <message>
        <source>%1: it is not valid Unicode. Give a valid text.</source>
        <translation>%1：不是有效的 Unicode。请提供有效的文本。</translation>
    </message>
    <message>
        <source>%1: it contains control characters. Remove them.</source>
        <translation>%1：包含控制字符。请将其移除。</translation>
    </message>
    <message>
        <source>%1: it is %2 bytes long in UTF-8. Use a shorter one, of %3 bytes at most.</source>
        <translation>%1：以 UTF-8 表示长 %2 个字节。请使用更短的文本，最多 %3 个字节。</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4, or 0 for never.</source>
        <translation>%1：%2 超出范围。请在 %3 到 %4 之间选择，或用 0 表示从不。</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4.</source>
        <translation>%1：%2 超出范围。请在 %3 到 %4 之间选择。</translation>
    </message>
    <message>
        <source>heartbeatTimeout: %1 is less than twice the heartbeatInterval of %2. Choose at least %3, or a shorter heartbeatInterval.</source>
        <translation>heartbeatTimeout：%1 小于 heartbeatInterval（%2）的两倍。请至少选择 %3，或使用更短的 heartbeatInterval。</translation>
    </message>
    <message>
        <source>mainLoopTimeout: %1 is not more than the heartbeatInterval of %2. Choose a longer one, or 0 for never.</source>
        <translation>mainLoopTimeout：%1 不大于 heartbeatInterval（%2）。请选择更长的时间，或用 0 表示从不。</translation>
    </message>
    <message>
        <source>runtimeDirectory: &quot;%1&quot; is relative. Give an absolute path, or none for the user&apos;s own runtime directory.</source>
        <translation>runtimeDirectory：“%1”是相对路径。请提供绝对路径，或者留空以使用用户自己的运行时目录。</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1 之一</translation>
    </message>
    <message>
        <source>a whole number of milliseconds</source>
        <translation>以毫秒为单位的整数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1: there is no such setting (its value is &quot;%2&quot;). Use one of %3.</source>
        <translation>%1：没有这项设置（其值为“%2”）。请使用 %3 之一。</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; cannot be used. Give %3.</source>
        <translation>%1：值“%2”无法使用。请提供%3。</translation>
    </message>
    <message>
        <source>an exception that is no std::exception</source>
        <translation>不是 std::exception 的异常</translation>
    </message>
    <message>
        <source>The primary has no request handler. Call Messenger::setRequestHandler() in every instance.</source>
        <translation>主实例没有请求处理程序。请在每个实例中调用 Messenger::setRequestHandler()。</translation>
    </message>
    <message>
        <source>The reply is larger than a message may be, or the primary has no room for more requests. Send less at a time.</source>
        <translation>应答超过消息的大小上限，或者主实例没有空间容纳更多请求。请减少一次发送的内容。</translation>
    </message>
    <message>
        <source>This Messenger has no Watcher to work with.</source>
        <translation>此 Messenger 没有可用的 Watcher。</translation>
    </message>
    <message>
        <source>The request is larger than a message may be, or too many wait for their replies. Send less at a time.</source>
        <translation>请求超过消息的大小上限，或者等待应答的请求过多。请减少一次发送的内容。</translation>
    </message>
    <message>
        <source>There was no primary in time.</source>
        <translation>未能及时出现主实例。</translation>
    </message>
    <message>
        <source>The primary did not answer in time. It may be busy or stopped; it may still do what it was asked.</source>
        <translation>主实例未能及时应答。它可能正忙或已停止；它仍可能执行所请求的操作。</translation>
    </message>
    <message>
        <source>The request handler has thrown: %1</source>
        <translation>请求处理程序抛出了异常：%1</translation>
    </message>
    <message>
        <source>The Messenger or its Watcher was destroyed.</source>
        <translation>Messenger 或其 Watcher 已被销毁。</translation>
    </message>
    <message>
        <source>The promotion handler let go of its Promotion without an answer. Call accept() or reject(), or keep a copy until you do.</source>
        <translation>提升处理程序未作答复就放弃了 Promotion。请调用 accept() 或 reject()，或在此之前保留一个副本。</translation>
    </message>
    <message>
        <source>The request handler let go of the Request without an answer. Call reply() or reject(), or keep a copy until you do.</source>
        <translation>请求处理程序未作答复就放弃了 Request。请调用 reply() 或 reject()，或在此之前保留一个副本。</translation>
    </message>
    <message>
        <source>The configuration cannot be changed while the Watcher is running. Call shutdown(), and setConfig() after stopped().</source>
        <translation>Watcher 运行时无法更改配置。请调用 shutdown()，并在 stopped() 之后调用 setConfig()。</translation>
    </message>
    <message>
        <source>There is no role to hand over: the Watcher is not running.</source>
        <translation>没有可移交的角色：Watcher 未运行。</translation>
    </message>
    <message>
        <source>The role cannot be taken over: the Watcher is not running. Call start().</source>
        <translation>无法接管角色：Watcher 未运行。请调用 start()。</translation>
    </message>
    <message>
        <source>The promotion handler has thrown: %1</source>
        <translation>提升处理程序抛出了异常：%1</translation>
    </message>
    <message>
        <source>The demotion handler has thrown: %1. It counts as done; data may not have been written.</source>
        <translation>降级处理程序抛出了异常：%1。视为已完成；数据可能尚未写入。</translation>
    </message>
    <message>
        <source>There is no QCoreApplication. Make one before Watcher::start().</source>
        <translation>没有 QCoreApplication。请在 Watcher::start() 之前创建一个。</translation>
    </message>
    <message>
        <source>Watcher::start() was called in another thread than the Watcher&apos;s. Call it there, for instance with QMetaObject::invokeMethod().</source>
        <translation>Watcher::start() 是在 Watcher 所在线程以外的线程中调用的。请在其所在线程中调用，例如使用 QMetaObject::invokeMethod()。</translation>
    </message>
    <message>
        <source>group: it is empty, and the application has no name to make one from. Set Config::group or QCoreApplication::applicationName.</source>
        <translation>group：为空，且应用程序没有可用来生成它的名称。请设置 Config::group 或 QCoreApplication::applicationName。</translation>
    </message>
    <message>
        <source>The Watcher was started before fork(). Make one of its own in the child.</source>
        <translation>Watcher 是在 fork() 之前启动的。请在子进程中另建一个。</translation>
    </message>
    <message>
        <source>The system gave no thread to QtFailover. End other processes, or raise the limit (ulimit -u).</source>
        <translation>系统没有为 QtFailover 提供线程。请结束其他进程，或提高上限（ulimit -u）。</translation>
    </message>
    <message>
        <source>QtFailover&apos;s thread did not end in time: a disk or a file system does not answer. It goes on in the background, and the lock may be held as long as the process lives.</source>
        <translation>QtFailover 的线程未能及时结束：磁盘或文件系统没有响应。它将在后台继续，只要进程存在，锁就可能一直被持有。</translation>
    </message>
    <message>
        <source>The session bus %1 cannot be asked: this process has no descriptor left. Everything works without it, and it is tried again; close files, or raise the limit (ulimit -n).</source>
        <translation>无法询问会话总线 %1：此进程已没有可用的描述符。没有它一切照常工作，并将重试；请关闭一些文件，或提高限制（ulimit -n）。</translation>
    </message>
    <message>
        <source>%1 cannot be made: its file system has no hard links. Choose a runtimeDirectory in another one, as XDG_RUNTIME_DIR has it.</source>
        <translation>无法创建 %1：其文件系统不支持硬链接。请在支持硬链接的文件系统（如 XDG_RUNTIME_DIR 所在的）中选择 runtimeDirectory。</translation>
    </message>
    <message>
        <source>This instance of %1 is no longer primary: its lock of epoch %2 was deleted or replaced. Leave the files in the runtime directory to QtFailover.</source>
        <translation>%1 的此实例不再是主实例：其纪元 %2 的锁已被删除或替换。请勿改动运行时目录中由 QtFailover 管理的文件。</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: its lock was deleted or replaced meanwhile. This instance tries again; leave the files in the runtime directory to QtFailover.</source>
        <translation>已放弃提升到纪元 %1：其锁在此期间被删除或替换。此实例将重试；请勿改动运行时目录中由 QtFailover 管理的文件。</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: another instance has taken the role while this one hung.</source>
        <translation>已放弃提升到纪元 %1：在此实例无响应期间，另一个实例已接手该角色。</translation>
    </message>
    <message>
        <source>no answer within promotionTimeout</source>
        <translation>在 promotionTimeout 内没有答复</translation>
    </message>
    <message>
        <source>the primary did not answer in time</source>
        <translation>主实例没有及时答复</translation>
    </message>
    <message>
        <source>it was ready too late</source>
        <translation>它准备好得太晚</translation>
    </message>
    <message>
        <source>it lost the right meanwhile</source>
        <translation>它在此期间失去了权利</translation>
    </message>
    <message>
        <source>it was disabled meanwhile</source>
        <translation>它在此期间被停用</translation>
    </message>
    <message>
        <source>this instance is disabled; enable it first</source>
        <translation>此实例已停用；请先启用它</translation>
    </message>
    <message>
        <source>the lock was lost</source>
        <translation>锁已丢失</translation>
    </message>
    <message>
        <source>its lock was lost and is not made anew yet</source>
        <translation>它的锁已丢失，尚未重新建立</translation>
    </message>
    <message>
        <source>another hand-over is under way</source>
        <translation>另一次移交正在进行</translation>
    </message>
    <message>
        <source>this instance is not primary</source>
        <translation>此实例不是主实例</translation>
    </message>
    <message>
        <source>no other instance can be primary</source>
        <translation>没有其他实例可以成为主实例</translation>
    </message>
    <message>
        <source>the instance asked for is not a candidate</source>
        <translation>所要求的实例不是候选者</translation>
    </message>
    <message>
        <source>nobody has taken it</source>
        <translation>没有实例接手</translation>
    </message>
    <message>
        <source>the instance asked for has not taken it</source>
        <translation>所要求的实例没有接手</translation>
    </message>
    <message>
        <source>it has an owner</source>
        <translation>它已有拥有者</translation>
    </message>
    <message>
        <source>it is taken away again and again</source>
        <translation>它被一再夺走</translation>
    </message>
    <message>
        <source>The bus name %1 belongs to the instance %2 of the same group. Roles do not depend on it. Give each instance an id of its own; on the bus only the ASCII letters and digits of the ids count.</source>
        <translation>总线名称 %1 属于同一群组的实例 %2。角色与它无关。请为每个实例指定各自的标识；在总线上，标识中只有 ASCII 字母和数字有效。</translation>
    </message>
    <message>
        <source>the instance asked for did not answer in time</source>
        <translation>所要求的实例没有及时答复</translation>
    </message>
    <message>
        <source>the instance asked for is gone</source>
        <translation>所要求的实例已不在</translation>
    </message>
    <message>
        <source>the primary cannot let go of the role now</source>
        <translation>主实例现在不能放弃角色</translation>
    </message>
</context>
</TS>
