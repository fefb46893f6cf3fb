"""Common first and last names of Turkey, Afghanistan, the Levant, Ukraine and the Caucasus, to be combined
at random."""

TR_MEN = """
Mehmet Mustafa Ahmet Ali Hüseyin Hasan Ibrahim Osman Yusuf Murat Ömer Ramazan Halil Süleyman Abdullah
Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yasar Bekir Musa Metin Serkan Bayram Orhan Yunus
Burak Furkan Gökhan Ugur Tuncay Ilhan Cengiz Selim Volkan Onur Taner
"""
TR_WOMEN = """
Fatma Ayse Emine Hatice Zeynep Elif Meryem Serife Sultan Hanife Merve Havva Zehra Esra Özlem Büsra Hülya
Yasemin Cemile Dilek Songül Rabia Leyla Gülsüm Aysel Sevim Nuray Derya Tugba Gamze Sibel Aynur Filiz
Nurcan Kübra Ebru Pinar Sevda Nermin Gönül Asli Dilara Melike
"""
TR_LAST = """
Yilmaz Kaya Demir Sahin Celik Yildiz Yildirim Öztürk Aydin Özdemir Arslan Dogan Kilic Aslan Cetin Kara
Koc Kurt Özkan Simsek Polat Korkmaz Cakir Erdogan Acar Aktas Avci Aksoy Bulut Bozkurt Günes Keskin Tas
Turan Ünal Yalcin Yavuz Tekin Güler Coskun Karaca Sari Ates Duman Erdem Ucar Güven Karatas Duran Kaplan
Yüksel Gündogdu
"""

AF_MEN = """
Ahmad Mohammad Abdul Hamid Farid Najib Zabiullah Rahmatullah Habib Samiullah Noor Omid Jawad Mustafa Reza
Hussain Ali Mahdi Sayed Esmatullah Hekmatullah Shafiq Rafiullah Nasir Karim Wahid Bashir Idris Aziz Qasim
Khalid Mirwais Sharif Zaki Faisal Matiullah Jamshid Sohrab Yama Ramin Haroon Fawad
"""
AF_WOMEN = """
Fatima Zahra Maryam Shukria Nasrin Parwana Farzana Laila Shabnam Mina Nargis Zarghona Roya Shakila Hosna
Palwasha Freshta Mursal Sediqa Masuma Tahira Halima Sakina Najiba Rahima Gulalai Spogmai Wajiha Yalda
Storai Latifa Soraya Fahima Raihana Samira Zainab Khatera Benafsha Mahbooba Arezo Hawa Nilofar
"""
AF_LAST = """
Ahmadi Mohammadi Hussaini Rahimi Karimi Amiri Azizi Haidari Rezai Sharifi Noori Alizada Akbari Safi
Stanekzai Popal Wardak Hotak Zadran Mangal Shinwari Afridi Momand Sahak Nasiri Jafari Mirzai Habibi
Qaderi Sultani Yousufzai Rasouli Ibrahimi Faizi Hakimi Barakzai Niazi Ahmadzai Durrani Tajik Osmani
Hamidi Nazari Sadat Salehi Yaqubi Zahiri Ghafoori Rahmani Formuli Arghandiwal Saberi
"""

SY_MEN = """
Mohammad Ahmad Omar Khaled Mahmoud Youssef Ibrahim Hassan Ali Hussein Abdullah Bilal Anas Samer Bassel
Firas Ammar Fadi Rami Wael Nour Tarek Ziad Louay Mazen Hani Yaser Nidal Bashar Qusai Majd Karam Adnan
Marwan Ghassan Issa Jihad Raed Basem Muhannad Obada Yazan
"""
SY_WOMEN = """
Fatima Aisha Maryam Rana Hala Nour Rasha Hiba Lama Dima Reem Sawsan Manal Samar Ghada Amal Rima Yasmin
Lina Maha Suha Nisreen Iman Hanan Wafaa Khadija Amina Rahaf Bayan Alaa Batoul Shahd Ruba Razan Duaa Sahar
Zahra Nawal Huda Salwa Abir Joumana
"""
SY_LAST = """
Darwish Hamdan Khalil Haddad Kassab Najjar Sabbagh Hallak Halabi Homsi Shami Idlibi Masri Qasem Saleh
Ibrahim Issa Mansour Nasser Othman Rifai Sharif Suleiman Tawil Yousef Zein Aswad Bakri Dabbagh Fares
Ghazal Hamwi Jaber Kurdi Lahham Mahfouz Mustafa Nahas Obeid Qabbani Rajab Safadi Shahin Tahan Turkmani
Wazir Younes Zaher Ammar Barakat Chehade Daher Farhat Jundi
"""

UA_MEN = """
Oleksandr Andriy Serhiy Volodymyr Mykola Ivan Vasyl Dmytro Yuriy Viktor Petro Oleh Ihor Bohdan Taras
Roman Maksym Artem Vitaliy Vladyslav Denys Yevhen Anatoliy Hryhoriy Kostiantyn Leonid Mykhailo Nazar
Oleksiy Pavlo Ruslan Stanislav Stepan Valentyn Yaroslav Danylo Illia Kyrylo Ostap Rostyslav Svyatoslav
Zakhar
"""
UA_WOMEN = """
Olena Oksana Iryna Nataliya Tetyana Svitlana Halyna Lyudmyla Olha Yuliya Kateryna Mariya Anna Viktoriya
Anastasiya Daryna Sofiya Polina Alina Alla Valentyna Nadiya Lyubov Vira Larysa Inna Zoya Raisa Ruslana
Solomiya Khrystyna Yaryna Zlata Milana Marharyta Yana Karina Diana Veronika Myroslava Lesya Antonina
"""
UA_LAST = """
Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Shevchuk Koval Polishchuk Bondar Tkachuk
Moroz Marchenko Lysenko Rudenko Savchenko Petrenko Kravchuk Klymenko Ponomarenko Savchuk Vasylenko
Levchenko Kharchenko Sydorenko Karpenko Romanenko Melnyk Hnatyuk Panchenko Yurchenko Kovalchuk Mazur
Kushnir Prykhodko Lytvynenko Pavlenko Hrytsenko Martynyuk Fedorenko Didenko Zinchenko Nazarenko
Tymoshenko Kuzmenko Semenyuk Boyko Doroshenko Stepanenko Vlasenko Yaremchuk Zaychenko Honcharenko
"""

RU_MEN = """
Magomed Ruslan Aslan Timur Islam Zaur Adam Rustam Khamzat Ramzan Shamil Murad Beslan Isa Umar Ibragim
Rasul Akhmed Sultan Turpal Alikhan Musa Deni Zelimkhan
"""
RU_WOMEN = """
Zarema Madina Aminat Luiza Zulai Milana Kheda Seda Larisa Malika Petimat Rayana Tamila Zalina Fatima Iman
Elina Marina Satsita Khava Amina Aishat Toita Yakha
"""
RU_LAST = """
Magomedov Ismailov Dudaev Basaev Akhmadov Umarov Israilov Khasanov Dadaev Musaev Bekov Aliev Khamidov
Saidov Tsuraev Gaitukaev Daudov Elmurzaev Mezhidov Visaitov Yusupov Zakaev Soltanov Arsanov Betergiraev
"""
